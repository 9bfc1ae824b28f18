import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type OpenPipeline, SETTLE_DEADLINE_MS } from "./open-pipeline.ts";
import { openScenario } from "./scenario.ts";

let pipeline: OpenPipeline;

beforeAll(async () => {
  pipeline = await openScenario();
}, SETTLE_DEADLINE_MS + 30_000);

afterAll(() => pipeline.close());

type Row = Readonly<Record<string, unknown>>;

const ask = (sql: string) => pipeline.warehouse.query<Row>(sql);
const NOW = "2299-12-31 00:00:00";
const SEPTEMBER = "indicator = 'general_public_budget_revenue' AND period_end = '2021-09-30'";

it("stored the whole scenario", async () => {
  const rejected = await ask(
    "SELECT submission_id, code, row, message_en FROM submission_issues FINAL WHERE severity = 'error'",
  );
  expect(rejected).toEqual([]);
});

describe("single_periods_at", () => {
  const brands = async (asOf = NOW) => {
    const rows = await ask(`SELECT * FROM single_periods_at(indicator = 'featured_brand_output', regions = ['210400'],
      period_from = '2020-01-01', period_to = '2020-12-31', as_of = '${asOf}') ORDER BY period_end, months`);
    return Object.fromEntries(rows.map((row) => [row.period, row]));
  };

  it("subtracts years to date, through a leap February", async () => {
    const { "2020-01": january, "2020-02": february, "2020-Q2": second } = await brands();
    expect(january).toMatchObject({
      value: "10",
      value_source: "reported",
      base: "0",
      growth: null,
      flags: ["ZERO_BASE"],
    });
    expect(february).toMatchObject({
      ...{ period_start: "2020-02-01", period_end: "2020-02-29", months: 1, value: "20", value_source: "derived" },
      ...{ base: "12", growth: "66.66666666666666666666", growth_source: "computed", flags: ["DERIVED"] },
    });
    expect(second).toMatchObject({ value: "25", months: 3, base: null, growth: null, flags: ["DERIVED"] });
  });

  it("flags a negative month, which an earlier revised year to date leaves", async () => {
    const { "2020-04": april, "2020-03": march } = await brands();
    expect(march).toMatchObject({ value: "45", growth: "60.71428571428571428571", value_status: "unknown" });
    expect(april).toMatchObject({ value: "-5", growth: null, flags: ["DERIVED", "REVISION_IN_YTD", "NEGATIVE_BASE"] });
  });

  it("has no month next to one that is missing", async () => {
    const periods = Object.keys(await brands());
    expect(periods).not.toContain("2020-05");
    expect(periods).not.toContain("2020-06");
    expect(periods).toEqual(expect.arrayContaining(["2020-Q1", "2020-Q2", "2020-S1", "2020-07"]));
  });

  it("takes a reported month before a derived one", async () => {
    expect((await brands())["2020-07"]).toMatchObject({ value: "18", value_source: "reported", flags: [] });
  });

  it("answers as it was known", async () => {
    const before = await brands("2022-01-19 00:00:00");
    expect(before["2020-03"]).toMatchObject({ value: "30" });
    expect(before["2020-04"]).toMatchObject({ value: "10", flags: ["DERIVED"] });
    expect(await brands("2022-01-09 00:00:00")).toEqual({});
  });

  it("starts a year without a January with two months, and gives a comparable indicator no growth", async () => {
    const rows = await ask(`SELECT * FROM single_periods_at(indicator = 'fixed_asset_investment', regions = [],
      period_from = '2021-01-01', period_to = '2021-12-31', as_of = '${NOW}') ORDER BY period_end, months`);
    expect(rows).toMatchObject([
      {
        period: "2021-02",
        period_start: "2021-01-01",
        months: 2,
        value: "300000",
        value_source: "reported",
        growth: null,
      },
      { period: "2021-03", months: 1, value: "200000", value_source: "derived", growth: null },
      { period: "2021-Q1", months: 3, value: "500000", value_source: "reported", growth: null },
    ]);
  });
});

describe("average_growth_at", () => {
  const service = (base: string, end: string) =>
    ask(`SELECT years, average_growth, reason FROM average_growth_at(indicator = 'service_cluster_revenue',
      base_period_end = '${base}', period_end = '${end}', as_of = '${NOW}')`);

  it.each([
    ["2016-12-31", "2018-12-31", { years: 2, average_growth: "10", reason: "" }],
    ["2018-12-31", "2019-12-31", { years: 1, average_growth: "-100", reason: "" }],
    ["2019-12-31", "2020-12-31", { years: 1, average_growth: null, reason: "NO_LEVEL" }],
    ["2017-12-31", "2018-12-31", { years: 1, average_growth: null, reason: "NO_BASE" }],
    ["2016-12-31", "2018-09-30", { years: 0, average_growth: null, reason: "NOT_WHOLE_YEARS" }],
  ])("from %s to %s", async (base, end, wanted) => {
    expect(await service(base, end)).toEqual([wanted]);
  });

  it("refuses a base of zero", async () => {
    const rows = await ask(`SELECT average_growth, reason FROM average_growth_at(indicator = 'featured_brand_output',
      base_period_end = '2019-01-31', period_end = '2020-01-31', as_of = '${NOW}')`);
    expect(rows).toEqual([{ average_growth: null, reason: "ZERO_BASE" }]);
  });
});

describe("league_table", () => {
  it("has changes against the period before, and gaps to the city and the province", async () => {
    const rows =
      await ask(`SELECT region, growth, rank, rank_change, growth_change, gap_to_city, gap_to_province, level_rank
      FROM league_table WHERE scope = '210400-XY' AND ${SEPTEMBER} ORDER BY region`);
    expect(rows).toEqual([
      {
        region: "210421",
        growth: "5",
        rank: 3,
        rank_change: 0,
        growth_change: "1",
        gap_to_city: "-2",
        gap_to_province: "-1",
        level_rank: 1,
      },
      {
        region: "210422",
        growth: "10",
        rank: 2,
        rank_change: -1,
        growth_change: "1",
        gap_to_city: "3",
        gap_to_province: "4",
        level_rank: 2,
      },
      {
        region: "210423",
        growth: "20",
        rank: 1,
        rank_change: 1,
        growth_change: "14",
        gap_to_city: "13",
        gap_to_province: "14",
        level_rank: 3,
      },
    ]);
  });

  it("gives a rank as an interval where members have not reported, and names them", async () => {
    const [row] =
      await ask(`SELECT region_name, city_name, rank, rank_worst, rank_of, expected, benchmark_method, verdict, missing_names
      FROM league_table WHERE scope = '210000-XY' AND region = '210421' AND ${SEPTEMBER}`);
    expect(row).toMatchObject({
      region_name: "抚顺县",
      city_name: "抚顺市",
      rank: 3,
      rank_worst: 41,
      rank_of: 3,
      expected: 41,
    });
    expect(row).toMatchObject({ benchmark_method: "published", verdict: "below" });
    expect(row?.missing_names).toContain("康平县");
    expect(row?.missing_names).toHaveLength(38);
  });
});

describe("contributions and benchmark_disagreements", () => {
  it("adds up to the pooled rate to the last digit", async () => {
    const where = `scope = '210400-XY' AND ${SEPTEMBER}`;
    expect(
      await ask(`SELECT region, base, base_share, contribution FROM contributions WHERE ${where} ORDER BY region`),
    ).toEqual([
      { region: "210421", base: "6000000", base_share: "60", contribution: "3" },
      { region: "210422", base: "3000000", base_share: "30", contribution: "3" },
      { region: "210423", base: "1000000", base_share: "10", contribution: "2" },
    ]);
    const sums = await ask(
      "SELECT sum(contribution) = any(pooled) AS exact FROM contributions GROUP BY scope, indicator, period_start, period_end, accumulation, caliber",
    );
    expect(sums.length).toBeGreaterThan(1);
    for (const row of sums) expect(row).toEqual({ exact: 1 });
  });

  it("names a published rate that is 0.3 points from the pooled one, not one that is 0.2 away", async () => {
    const rows = await ask("SELECT scope, period, published, pooled, disagreement FROM benchmark_disagreements");
    expect(rows).toEqual([
      { scope: "210400-XY", period: "2021-Q3", published: "8.3", pooled: "8", disagreement: "0.3" },
    ]);
  });
});

describe("still_to_achieve", () => {
  const COLUMNS = "months_left, reached, mark, needed, needed_per_month, last_year_rest, growth_needed, reason";

  it("moves a growth target's mark with the benchmark", async () => {
    const rows = await ask(`SELECT region, ${COLUMNS} FROM still_to_achieve
      WHERE form = 'growth_above_benchmark' AND ${SEPTEMBER} AND region IN ('210400-XY', '210421') ORDER BY region`);
    expect(rows).toEqual([
      {
        ...{
          region: "210400-XY",
          months_left: 3,
          reached: "10800000",
          mark: "21600000",
          needed: "10800000",
          needed_per_month: "3600000",
        },
        ...{ last_year_rest: "10000000", growth_needed: "8", reason: "" },
      },
      {
        ...{
          region: "210421",
          months_left: 3,
          reached: "6300000",
          mark: "10800000",
          needed: "4500000",
          needed_per_month: "1500000",
        },
        ...{ last_year_rest: "4000000", growth_needed: "12.5", reason: "" },
      },
    ]);
  });

  it("says why there is no answer", async () => {
    const rows = await ask(
      "SELECT region, needed, reason FROM still_to_achieve WHERE form = 'growth_above_benchmark' AND indicator = 'gdp' AND region IN ('210421', '210422') ORDER BY region",
    );
    expect(rows).toEqual([
      { region: "210421", needed: null, reason: "NO_LEVEL" },
      { region: "210422", needed: null, reason: "CONSTANT_PRICES" },
    ]);
    const june = await ask(
      "SELECT reason FROM still_to_achieve WHERE form = 'growth_above_benchmark' AND indicator = 'general_public_budget_revenue' AND region = '210421' AND period_end = '2021-06-30'",
    );
    expect(june).toEqual([{ reason: "NO_LEVEL" }]);
  });

  it("measures a path against the year's mark", async () => {
    const rows = await ask(
      `SELECT indicator, period, ${COLUMNS} FROM still_to_achieve WHERE form = 'level_path' ORDER BY indicator, period_end`,
    );
    const of = (indicator: string, period: string) =>
      rows.find((row) => row.indicator === indicator && row.period === period);
    expect(of("industrial_park_output", "2019-S1")).toMatchObject({
      ...{
        months_left: 6,
        reached: "50000000000",
        mark: "101600000000",
        needed: "51600000000",
        needed_per_month: "8600000000",
      },
      ...{ last_year_rest: "50000000000", growth_needed: "3.2", reason: "" },
    });
    expect(of("industrial_park_output", "2021-S1")).toMatchObject({ needed: null, reason: "NO_MARK" });
    expect(of("featured_town_output", "2018-S1")).toMatchObject({
      needed: "1950000000",
      growth_needed: null,
      reason: "NO_LAST_YEAR",
    });
  });
});

it("lists revisions with what changed, and neither repeats nor the first figure", async () => {
  const rows =
    await ask(`SELECT revision, change, old_value, new_value, difference, difference_percent, old_status, new_status, new_submission_id
    FROM revisions WHERE indicator = 'general_public_budget_expenditure' ORDER BY revision`);
  const of = (row: readonly unknown[]) => {
    const [change, old_value, new_value, difference, difference_percent, old_status, new_status, new_submission_id] =
      row;
    return { change, old_value, new_value, difference, difference_percent, old_status, new_status, new_submission_id };
  };
  expect(rows).toEqual(
    [
      of(["corrected", "1000000", "1100000", "100000", "10", "preliminary", "preliminary", "scenario-3"]),
      of(["status", "1100000", "1100000", "0", "0", "preliminary", "verified", "scenario-5"]),
      of(["withdrawn", "1100000", null, null, null, "verified", "withdrawn", "scenario-6"]),
      of(["restored", null, "1200000", null, null, "withdrawn", "verified", "scenario-7"]),
    ].map((row, at) => ({ revision: String(at + 1), ...row })),
  );
});

describe("coverage", () => {
  const state = "SELECT region, state FROM coverage_calendar_at(day = '2021-05-15') WHERE scope = '210400-XY'";

  it("tells zero, withheld and missing apart", async () => {
    const rows = await ask(
      `${state} AND indicator = 'poverty_population' AND period_end = '2020-12-31' ORDER BY region`,
    );
    expect(rows.map((row) => row.state)).toEqual(["zero", "withheld", "missing"]);
    const [counted] = await ask(
      "SELECT * FROM coverage WHERE scope = '210400-XY' AND indicator = 'poverty_population'",
    );
    expect(counted).toMatchObject({
      reporting: 1,
      expected: 3,
      zero: 1,
      withheld: 1,
      missing: 1,
      withdrawn: 0,
      not_due: 0,
    });
    expect(counted?.missing_names).toEqual(["新宾满族自治县", "清原满族自治县"]);
    const markets = await ask(`${state} AND indicator = 'standard_markets' ORDER BY region`);
    expect(markets.map((row) => row.state)).toEqual(["withdrawn", "missing", "missing"]);
  });

  it("holds nobody to a January that is published with February, nor to a period that is not over", async () => {
    const rows = await ask(`SELECT toMonth(period_end) AS month, groupArray(state) AS states
      FROM (${state.replace("region, state", "period_end, region, state")} AND indicator = 'fixed_asset_investment' ORDER BY period_end, region)
      GROUP BY month ORDER BY month`);
    expect(rows.map(({ month, states }) => [month, states])).toEqual([
      [1, ["not_due", "not_due", "not_due"]],
      [2, ["reported", "missing", "missing"]],
      [3, ["reported", "missing", "missing"]],
      [4, ["missing", "missing", "missing"]],
      ...[5, 6, 7, 8, 9, 10, 11, 12].map((month) => [month, ["not_due", "not_due", "not_due"]]),
    ]);
  });
});

it("shows a figure with its origin, and a withdrawn one's state", async () => {
  const rows =
    await ask(`SELECT level, unit, level_state, level_status, level_source, level_submission_id, base_level, computed, rate_state
    FROM series WHERE ${SEPTEMBER} AND region = '210421'`);
  expect(rows).toEqual([
    {
      ...{
        level: "6300000",
        unit: "元",
        level_state: "figure",
        level_status: "unknown",
        level_source: "210400-bureau",
      },
      ...{ level_submission_id: "scenario-1", base_level: "6000000", computed: "5", rate_state: "" },
    },
  ]);
  const [withheld] = await ask(
    "SELECT level, level_state FROM series WHERE indicator = 'poverty_population' AND region = '210422'",
  );
  expect(withheld).toEqual({ level: null, level_state: "withheld" });
});

describe("every view", () => {
  it("has a comment, and so has every column that the engine lists", async () => {
    const views = "SELECT name FROM system.tables WHERE database = currentDatabase() AND engine = 'View'";
    const without =
      await ask(`SELECT table, name FROM system.columns WHERE database = currentDatabase() AND comment = ''
      AND table IN (${views}) AND table IN (${ANALYSTS_VIEWS})`);
    expect(without).toEqual([]);
    const commented = await ask(
      `SELECT count() AS n FROM system.tables WHERE database = currentDatabase() AND name IN (${ANALYSTS_VIEWS}) AND comment != ''`,
    );
    expect(commented).toEqual([{ n: "12" }]);
  });

  it.each([
    ["series", "indicator = 'gdp' AND period_end = '2021-09-30'", 2],
    ["league_table", "indicator = 'gdp' AND scope = '210000-XY' AND period_end = '2021-09-30'", 2],
    ["contributions", "indicator = 'gdp' AND scope = '210000-XY' AND period_end = '2021-09-30'", 1],
    ["benchmark_disagreements", "indicator = 'gdp' AND scope = '210000-XY' AND period_end = '2021-09-30'", 1],
    ["revisions", "indicator = 'gdp' AND region = '210421' AND period_end = '2021-09-30'", 1],
    ["coverage", "indicator = 'gdp' AND scope = '210000-XY' AND period_end = '2021-09-30'", 1],
    ["still_to_achieve", "indicator = 'gdp' AND region = '210421' AND period_end = '2021-09-30'", 3],
  ])("%s takes its filter to the sorting key", async (view, filter, reads) => {
    const plan = await ask(`EXPLAIN indexes = 1 SELECT * FROM ${view} WHERE ${filter}`);
    const conditions = plan.map(({ explain }) => String(explain)).filter((line) => line.includes("Condition:"));
    const onIndicator = conditions.filter((line) => line.includes("indicator in ['gdp', 'gdp']"));
    const onPeriod = onIndicator.filter((line) => line.includes("period_end in ["));
    expect(onPeriod.length, conditions.join("\n")).toBeGreaterThanOrEqual(reads);
  });
});

const ANALYSTS_VIEWS = [
  ...["series", "league_table", "contributions", "benchmark_disagreements", "revisions"],
  ...["coverage", "coverage_at", "coverage_calendar", "coverage_calendar_at"],
  ...["single_periods_at", "average_growth_at", "still_to_achieve"],
]
  .map((name) => `'${name}'`)
  .join(", ");
