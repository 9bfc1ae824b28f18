import type { Warehouse } from "@yardstick/warehouse";
import { NOW } from "@yardstick/warehouse";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { averageGrowth } from "../../oracle/average-growth.ts";
import { compareGroup } from "../../oracle/comparisons.ts";
import type { PeerGroup } from "../../oracle/facts.ts";
import { countiesBelow } from "../../oracle/liaoning-counties.ts";
import { rational, sum, toDecimal } from "../../oracle/rational.ts";
import { sideBySide } from "./comparable-rows.ts";
import { differences } from "./differences.ts";
import { annual, liaoningFigures } from "./liaoning-figures.ts";
import { atEndOf, comparisons, GDP, level, NOMINAL, printed, rate, storeCase } from "./rules-case.ts";
import {
  askTargets,
  askView,
  openRulesFixture,
  type RulesFixture,
  storeCatalogue,
  storeVintages,
} from "./rules-fixture.ts";
import type { ComparisonRow, GrowthRow } from "./view-rows.ts";

const LIAONING: PeerGroup = {
  scope: "210000-XY",
  members: countiesBelow("21"),
  aggregates: [{ region: "210400-XY", members: countiesBelow("2104") }],
};

let fixture: RulesFixture;
let warehouse: Warehouse;

beforeAll(async () => {
  fixture = await openRulesFixture();
  warehouse = fixture.warehouse;
});

afterAll(() => fixture.close());

const inLiaoning = (indicator: string) =>
  comparisons(warehouse, { indicator, periodEnd: atEndOf("2021"), scope: LIAONING.scope });

describe("gross regional product of Liaoning's counties, 2021 against 2020", () => {
  const figures = liaoningFigures("gdp", ["2020", "2021"]);

  beforeAll(() => storeVintages(warehouse, "gdp", figures));

  it("is pooled over 41 of 41 counties", async () => {
    const { rows } = await inLiaoning("gdp");
    expect(rows).toHaveLength(42);
    for (const row of rows) {
      expect(row).toMatchObject({ benchmark_method: "pooled", reporting: 41, expected: 41, coverage_grade: "final" });
      expect([printed(row.benchmark), printed(row.simple)]).toEqual(["8.214", "6.918"]);
    }
  });

  it.each([
    ["抚顺县", "210421", "-3.105", "-11.319", 40],
    ["新宾", "210422", "0.947", "-7.267", 39],
    ["清原", "210423", "3.524", "-4.690", 36],
    ["the three pooled", "210400-XY", "1.143", "-7.071", null],
  ])("of %s grew below it", async (_, region, growth, gap, rank) => {
    const { of } = await inLiaoning("gdp");
    const row = of(region);
    expect([printed(row?.growth), printed(row?.gap)]).toEqual([growth, gap]);
    expect(row).toMatchObject({ verdict: "below", growth_source: "computed", rank, outside_plan: true });
  });

  it("misses the plan's target, outside the plan's years, and is provisional as its figures are", async () => {
    const question = { indicators: ["gdp"], periods: [atEndOf("2021")] };
    const all = await askTargets(warehouse, "comparison_targets_at", question);
    const rows = all.filter(({ plan, target }) => plan === "fushun-2018-2020" && target === "S1-gdp");
    expect(rows.map(({ region }) => region).sort()).toEqual(["210400-XY", "210421", "210422", "210423"]);
    for (const row of rows)
      expect(row).toMatchObject({ target: "S1-gdp", result: "missed", provisional: true, outside_plan: true });
  });

  it("is what the oracle counts, county by county", async () => {
    const { rows } = await inLiaoning("gdp");
    const question = { vintages: figures, asOfMs: Number.POSITIVE_INFINITY, catalogue: GDP, group: LIAONING };
    const wanted = compareGroup({ ...question, periodEnds: [atEndOf("2021")] });
    const { got, wanted: counted } = sideBySide(rows, wanted);
    expect(got).toHaveLength(42);
    expect(differences(got, counted)).toEqual([]);
  });

  it("has no benchmark without its three largest counties: 0.927 by count, 0.727 by weight", async () => {
    await storeCatalogue(warehouse, "gdp_of_38", GDP);
    const away = ["210281", "210283", "210381"];
    const kept = figures.filter(({ region, periodEnd }) => !(away.includes(region) && periodEnd === atEndOf("2021")));
    await storeVintages(warehouse, "gdp_of_38", kept);
    const { of } = await inLiaoning("gdp_of_38");
    expect(of("210421")).toMatchObject({
      verdict: "no_benchmark",
      benchmark: null,
      reporting: 38,
      expected: 41,
      coverage_grade: "none",
      missing: away,
      flags: ["NO_BENCHMARK"],
      rank: 37,
      rank_worst: 40,
      rank_of: 38,
    });
    expect(printed(of("210421")?.coverage_weight)).toBe("0.727");
    expect(of("210281")).toMatchObject({ verdict: "no_data", growth: null, rank: null });
  });

  it("adds up: the contributions of 41 counties are the pooled growth, and levels rank from 1 to 41", async () => {
    const { rows } = await inLiaoning("gdp");
    const members = rows.filter(({ region }) => !region.endsWith("-XY"));
    const added = sum(members.map(({ contribution }) => rational(contribution ?? "0")));
    expect(toDecimal(added, 18)).toBe(toDecimal(rational(rows[0]?.pooled ?? "0"), 18));
    expect(members.map(({ level_rank }) => level_rank).sort((a, b) => Number(a) - Number(b))).toEqual(
      members.map((_, at) => at + 1),
    );
    // 瓦房店, the largest.
    expect(members.find(({ region }) => region === "210281")).toMatchObject({ level_rank: 1, level_rank_of: 41 });
  });

  it.each([
    ["2020", "17.04", "met", false],
    ["2021", "16.40", "missed", true],
  ])("of the three counties is, in %s, %s % of the city's: %s", async (year, share, result, isOutside) => {
    const question = { indicators: ["gdp"], periods: [atEndOf(year)] };
    const rows = await askTargets(warehouse, "level_targets_at", question);
    const row = rows.find(({ plan, target }) => plan === "fushun-2018-2020" && target === "S6-county-share");
    expect(row && toDecimal(rational(row.actual ?? "0"), 2)).toBe(share);
    expect(row).toMatchObject({ result, outside_plan: isOutside, provisional: true });
  });
});

describe("figures from official releases", () => {
  it("Shenyang 2023 Q1-3 is pooled to 3.69, never the mean of 3.07", async () => {
    const { rows } = await storeCase(warehouse, "shenyang", {
      catalogue: GDP,
      members: ["210123", "210124", "210181"],
      vintages: [
        ...[rate("210123", "1.3"), rate("210124", "1.9"), rate("210181", "6.0")],
        ...[level("210123", "2021", "8740000000"), level("210124", "2021", "14470000000")],
        level("210181", "2021", "21180000000"),
      ],
    });
    for (const row of rows) {
      expect(row).toMatchObject({ benchmark_method: "pooled", basis: "reported" });
      expect(printed(row.benchmark)).toMatch(/^3\.69/);
      expect(printed(row.simple)).toBe("3.067");
    }
  });

  it("Liaoyang 2018 primary industry is judged by the reported +3.3, though its levels fall", async () => {
    const { of } = await storeCase(warehouse, "liaoyang", {
      catalogue: GDP,
      members: ["211000"],
      vintages: [
        ...[level("211000", "2020", "7620000000"), level("211000", "2021", "7580000000")],
        ...[rate("211000", "3.3"), rate("liaoyang-XY", "3.0")],
      ],
    });
    const row = of("211000");
    expect(row).toMatchObject({ verdict: "above", growth_source: "reported", basis: "reported" });
    expect([printed(row?.growth), printed(row?.other_growth)]).toEqual(["3.300", "-0.525"]);
  });

  it("Fushun city 2021 keeps reported +1.0 beside levels +5.11, and the deflator as rho +4.07", async () => {
    const question = { indicator: "gdp", periods: [atEndOf("2021")] };
    const rows = await askView<GrowthRow>(warehouse, "growth_at", question);
    const row = rows.find(({ region }) => region === "210400");
    expect([row?.reported, row?.computed, row?.base_deviation].map(printed)).toEqual(["1.000", "5.106", "4.065"]);
    expect(row?.flags).toEqual([]);
  });

  it.each([
    ["-16.3", "at_average"],
    ["-16.2", "below"],
    ["-16.4", "above"],
  ])("335 after 400 is -16.3 at one decimal: beside a published %s it is %s", async (published, verdict) => {
    const name = `half_${published.replace(/\D/g, "")}`;
    const { of } = await storeCase(warehouse, name, {
      catalogue: NOMINAL,
      members: ["210421"],
      vintages: [
        ...[level("210421", "2020", "400"), level("210421", "2021", "335")],
        rate(`${name}-XY`, published, { priceBasis: "current" }),
      ],
    });
    expect(of("210421")).toMatchObject({ verdict, growth_source: "computed", benchmark_method: "published" });
    expect(printed(of("210421")?.growth)).toBe("-16.250");
  });

  it("national investment, January to July 2025, is judged by the reported +1.6, not by its levels' +0.21", async () => {
    const to = (year: string) => ({ periodStart: `${year}-01-01`, periodEnd: `${year}-07-31` });
    const { of } = await storeCase(warehouse, "national_investment", {
      catalogue: { ...GDP, growthRule: "comparable", comparedPriceBases: ["comparable"] },
      members: ["100000"],
      periodEnd: "2025-07-31",
      vintages: [
        level("100000", "2024", "28761100000000", to("2024")),
        level("100000", "2025", "28822900000000", to("2025")),
        rate("100000", "1.6", { ...to("2025"), priceBasis: "comparable" }),
        rate("national_investment-XY", "1.0", { ...to("2025"), priceBasis: "comparable" }),
      ],
    });
    expect(of("100000")).toMatchObject({ verdict: "above", growth_source: "reported", basis: "reported" });
    expect([of("100000")?.growth, of("100000")?.other_growth].map(printed)).toEqual(["1.600", "0.215"]);
  });

  it("Dalian 2019 grew by the reported +6.5, though its level falls", async () => {
    const { of } = await storeCase(warehouse, "dalian", {
      catalogue: GDP,
      members: ["210200"],
      periodEnd: "2019-12-31",
      vintages: [
        ...[level("210200", "2018", "766850000000"), level("210200", "2019", "700170000000")],
        ...["210200", "dalian-XY"].map((region) => annual(region, "2019", { measure: "growth_yoy", value: "6.5" })),
      ],
    });
    const row = of("210200");
    expect(row).toMatchObject({ verdict: "at_average", growth_source: "reported" });
    expect([row?.growth, row?.other_growth].map(printed)).toEqual(["6.500", "-8.695"]);
  });

  it("Fushun 2016 fell by the reported 7.1, though its levels say 28.9, and flags the break in its base", async () => {
    await storeCatalogue(warehouse, "fushun_2016", GDP);
    await storeVintages(warehouse, "fushun_2016", liaoningFigures("gdp", ["2015", "2016"]));
    const question = { indicator: "fushun_2016", periods: [atEndOf("2016")] };
    const rows = await askView<GrowthRow>(warehouse, "growth_at", question);
    const row = rows.find(({ region }) => region === "210400");
    expect([row?.reported, row?.computed].map(printed)).toEqual(["-7.100", "-28.887"]);
    expect(row?.flags).toEqual(["BASE_REVISED"]);
  });

  it("+33.8 % after -20.5 % is 3.2 a year from levels, never the 3.1 of the chained rates", async () => {
    const levels = { "2019": "10000", "2020": "7954", "2021": "10642" };
    await storeCatalogue(warehouse, "chained", NOMINAL);
    await storeVintages(
      warehouse,
      "chained",
      Object.entries(levels).map(([year, value]) => level("210400", year, value)),
    );
    const growth = await askView<GrowthRow>(warehouse, "growth_at", {
      indicator: "chained",
      periods: [atEndOf("2020"), atEndOf("2021")],
    });
    const atOneDecimal = (text: string | null | undefined) => toDecimal(rational(text ?? "0"), 1);
    expect(growth.map(({ computed }) => atOneDecimal(computed)).sort()).toEqual(["-20.5", "33.8"]);
    const [row] = await warehouse.query<{ average_growth: string }>(
      "SELECT average_growth FROM average_growth_at(indicator = 'chained', base_period_end = '2019-12-31', period_end = '2021-12-31', as_of = {now:DateTime64(3)})",
      { now: NOW },
    );
    expect(atOneDecimal(row?.average_growth)).toBe("3.2");
    expect(toDecimal(averageGrowth(rational("106371"), rational("100000"), 2), 1)).toBe("3.1");
  });
});

describe("membership", () => {
  it.each([
    ["2014-01-01", "2014-12-31", 44],
    ["2015-01-01", "2015-12-31", 43],
    ["2016-01-01", "2016-03-31", 43],
    ["2016-01-01", "2016-05-31", 42],
    ["2016-01-01", "2016-06-30", 41],
    ["2016-01-01", "2016-12-31", 41],
  ])("is that of the last day: from %s to %s of %i", async (periodStart, periodEnd, expected) => {
    const figure = rate("210421", "5", { periodStart, periodEnd });
    await storeVintages(warehouse, "tertiary_value_added", [figure]);
    const question = { indicator: "tertiary_value_added", periods: [periodEnd] };
    const rows = await askView<ComparisonRow>(warehouse, "comparisons_at", question);
    const members = rows.filter(({ scope, region }) => scope === LIAONING.scope && !region.endsWith("-XY"));
    expect(members).toHaveLength(expected);
    expect(members[0]).toMatchObject({ expected });
  });
});
