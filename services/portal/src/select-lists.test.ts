import { describe, expect, it } from "vitest";
import { selectAlerts } from "./alerts/select-alerts.ts";
import { selectRates } from "./comparisons/rates-above.ts";
import { selectChanges } from "./comparisons/select-changes.ts";
import { selectComparisons } from "./comparisons/select-comparisons.ts";
import { selectComparisonsAsOf } from "./comparisons/select-comparisons-as-of.ts";
import { selectBefore, selectPrevious } from "./comparisons/select-previous.ts";
import { observationSort, selectObservations } from "./observations/select-observations.ts";
import { selectFigures, selectRestedOn, selectResults } from "./provenance/select-links.ts";
import { only, type Select } from "./query/conditions.ts";
import { periodFilter } from "./query/period-filter.ts";
import { selectDerived, selectSeries } from "./series/select-series.ts";
import { selectTargets, selectUnjudged } from "./targets/select-targets.ts";

const first = { after: null, limit: 101 };
const period = periodFilter("2021", "ytd");
if (period === undefined) throw new Error("2021 is a period");
const lastYears = new Map([["fushun-2018-2020", 2020]]);
const hostile = "x' OR 1=1 --";
const series = {
  ...{ indicator: hostile, region: hostile, from: "2020-01-31", to: "2021-12-31", asOf: hostile },
  accumulation: "ytd" as const,
};
const REGION_RULES =
  "SELECT {indicator:String}, {regions:Array(String)}, {periods:Array(Date32)}, {as_of:DateTime64(3)}";
const step = { indicator: hostile, periodEnds: ["2021-12-31"] };

/** Every value that the SQL names is bound, and nothing else is. */
function expectBound({ sql, params }: Select): void {
  const named = new Set([...sql.matchAll(/\{(\w+):/g)].map((match) => match[1]));
  expect([...named].sort()).toEqual(Object.keys(params).sort());
  expect(sql).not.toContain(hostile);
}

const cases: Readonly<Record<string, Select>> = {
  "alerts without filters": selectAlerts(first),
  alerts: selectAlerts({
    state: "firing",
    region: hostile,
    indicator: hostile,
    alertname: "x",
    after: ["a", "b", "c", "d"],
    limit: 1,
  }),
  "comparisons without filters": selectComparisons(first),
  comparisons: selectComparisons({ scope: hostile, indicator: hostile, region: hostile, period, ...first }),
  "comparisons of an accumulation": selectComparisons({ accumulation: "period", ...first }),
  "comparisons as of": selectComparisonsAsOf({
    indicator: hostile,
    scope: hostile,
    region: hostile,
    periodEnds: ["2021-12-31", "2020-12-31"],
    asOf: hostile,
    rules: "SELECT {indicator:String}, {periods:Array(Date32)}, {as_of:DateTime64(3)}",
  }),
  "comparisons of a period, all of them": selectComparisons({ indicator: hostile, period }),
  "comparisons of an earlier day": selectBefore({ indicator: hostile, scope: hostile, region: hostile }, "2020-12-31"),
  observations: selectObservations(
    { everyVintage: false, region: hostile, source: hostile, submissionId: hostile },
    first,
  ),
  vintages: selectObservations({ everyVintage: true, priceBasis: hostile, asOf: hostile }, first),
  "observations as of": selectObservations(
    { everyVintage: false, asOf: hostile, caliber: hostile, measure: hostile },
    first,
  ),
  "alerts as of": selectAlerts({ asOf: hostile, state: "firing", region: hostile, ...first }),
  "changes of comparisons": selectChanges({
    scopes: [hostile],
    indicators: ["gdp"],
    regions: [],
    periodEnds: ["2021-12-31"],
  }),
  "what one day changes against": selectPrevious({
    ...{ scopes: [hostile], indicators: ["gdp"], regions: [hostile], chains: ["ytd"], periodEnd: "2021-12-31" },
  }),
  "changes over several days": selectChanges({
    ...{ scopes: [hostile], indicators: ["gdp"], regions: [hostile], periodEnds: ["2020-12-31", "2021-12-31"] },
  }),
  "rates as of": selectRates({
    indicators: [hostile],
    periodEnds: ["2021-12-31"],
    regions: [hostile],
    known: { asOf: hostile, rules: REGION_RULES },
  }),
  "a series": selectSeries(series, { periodEnds: ["2021-12-31"], rules: REGION_RULES }),
  "derived periods": selectDerived(series),
  "figures that a result rests on": selectRestedOn(step, only("region", hostile), { ...first, asOf: hostile }),
  "figures of a submission": selectFigures(only("submission_id", hostile), { ...first, asOf: hostile }),
  "results that rest on a figure": selectResults(step, only("submission_id", hostile), { ...first, asOf: undefined }),
  "targets without results": selectUnjudged({ plan: hostile, period, today: "2022-03-10", lastYears }, 7),
  "targets of a period": selectTargets(
    { plan: hostile, region: hostile, period, today: "2022-03-10", lastYears },
    first,
  ),
  "targets without a period": selectTargets({ plan: hostile, target: hostile, today: "2022-03-10", lastYears }, first),
};

describe("the SELECT", () => {
  it.each(Object.entries(cases))("of %s binds each of its values", (_name, select) => expectBound(select));

  it("of comparisons reads what is materialised, and the vintages only as of an instant", () => {
    expect(cases.comparisons?.sql).toContain("FROM comparisons FINAL");
    expect(cases["comparisons as of"]?.sql).not.toContain("comparisons FINAL");
    expect(cases["comparisons as of"]?.params.periods).toEqual(["2021-12-31", "2020-12-31"]);
  });

  it("of observations judges source and submission after it has chosen the version that was current", () => {
    const { sql } = selectObservations({ everyVintage: false, asOf: "2022-03-01", source: "b", region: "r" }, first);
    expect(sql.indexOf("only_region")).toBeLessThan(sql.indexOf("GROUP BY"));
    expect(sql.indexOf("only_source")).toBeGreaterThan(sql.indexOf("GROUP BY"));
  });

  it("of observations answers the newest version first", () => {
    expect(observationSort({ everyVintage: true }).at(-1)).toEqual({
      column: "version",
      type: "UInt128",
      descending: true,
    });
    expect(cases.vintages?.sql).toContain("version DESC");
  });
});
