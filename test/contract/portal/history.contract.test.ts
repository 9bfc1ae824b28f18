import { comparison, pageOf, seriesPoint, targetResult } from "@yardstick/contracts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AFTER, BEFORE, FIRST, firstFigures, revision, SCOPE } from "./history-figures.ts";
import { type Figure, openPortalFixture, type PortalFixture } from "./portal-fixture.ts";

let portal: PortalFixture;

/** Years to date of a nominal flow; the third month was revised downwards since. */
const revenue: Figure[] = (
  [
    ["2020-01", "100"],
    ["2020-02", "210"],
    ["2020-03", "330"],
    ["2021-01", "110"],
    ["2021-02", "240"],
    ["2021-03", "235"],
  ] as const
).map(([period, value]) => ({
  ...{ indicator: "general_public_budget_revenue", region: "210421", period, value, knownAt: FIRST },
}));

beforeAll(async () => {
  portal = await openPortalFixture();
  await portal.store([...firstFigures(portal.reference), ...revenue]);
  await recompute();
  await portal.store(revision);
  await recompute();
});

afterAll(() => portal.close());

async function recompute(): Promise<void> {
  await portal.recompute("gdp", ["2019-12-31", "2020-12-31", "2021-12-31"]);
  await portal.recompute("industrial_park_output", ["2018-12-31", "2019-12-31"]);
  await portal.recompute("general_public_budget_revenue", ["2021-01-31", "2021-02-28", "2021-03-31"]);
}

const year = { scope: SCOPE, indicator: "gdp", period: "2021" };
const one = async (query: Record<string, string>) =>
  (await portal.get("/v1/comparisons", { ...year, ...query })).body.data[0];

describe("beside a comparison", () => {
  it("stand the own rates of the city and the province, on its basis", async () => {
    const { body } = await portal.get("/v1/comparisons", year);
    expect(pageOf(comparison).parse(body)).toEqual(body);
    const county = body.data.find(({ region }: { region: string }) => region === "210421");
    // Counties are compared on levels, so the city's reported 1.1 stays out, and the province's rate has no levels.
    expect(county).toMatchObject({ growth: 10, growthSource: "computed", cityGrowth: 5.5, cityGap: 4.5 });
    expect(county).toMatchObject({ provinceGrowth: null, provinceGap: null });
    const elsewhere = body.data.find(({ region }: { region: string }) => region === "210123");
    expect(elsewhere).toMatchObject({ cityGrowth: null, cityGap: null });
    const together = body.data.find(({ region }: { region: string }) => region === "210400-XY");
    expect(together).toMatchObject({ cityGrowth: 5.5 });
  });

  it("stand ranks by level and contributions that sum to the pooled rate", async () => {
    const { body } = await portal.get("/v1/comparisons", year);
    const members = body.data.filter(({ region }: { region: string }) => region !== "210400-XY");
    expect(members.every(({ levelOf }: { levelOf: number }) => levelOf === 41)).toBe(true);
    expect(
      members.map(({ levelRank }: { levelRank: number }) => levelRank).sort((a: number, b: number) => a - b),
    ).toEqual(Array.from({ length: 41 }, (_, at) => at + 1));
    const sum = members.reduce((total: number, row: { contribution: number }) => total + row.contribution, 0);
    expect(sum).toBeCloseTo(body.data[0].benchmark, 9);
  });

  it("the simple mean is the benchmark for whoever asks for it by name, then as now", async () => {
    const pooled = await one({ region: "210421" });
    expect(pooled.benchmarkMethod).toBe("pooled");
    const row = await one({ region: "210421", benchmarkMethod: "simple" });
    const { body } = await portal.get("/v1/comparisons", year);
    const rates = body.data.filter(({ region }: { region: string }) => region !== "210400-XY");
    const mean = rates.reduce((total: number, { growth }: { growth: number }) => total + growth, 0) / rates.length;
    expect(row).toMatchObject({ benchmarkMethod: "simple", rank: pooled.rank, verdict: "below" });
    expect(row.benchmark).toBeCloseTo(mean, 9);
    expect(row.gap).toBeCloseTo(10 - mean, 9);
    const query = { ...year, benchmarkMethod: "simple" };
    const stored = (await portal.get("/v1/comparisons", query)).body.data;
    expect((await portal.get("/v1/comparisons", { ...query, asOf: AFTER })).body.data).toEqual(stored);
    expect(await portal.walk("/v1/comparisons", { ...query, limit: "20" })).toEqual(stored);
    const then = await one({ region: "210421", benchmarkMethod: "simple", asOf: BEFORE });
    expect(then.benchmark).toBeCloseTo(10, 9);
    expect(then.verdict).toBe("at_average");
  });

  it("everything is as it was known", async () => {
    const now = await one({ region: "210422" });
    expect(await one({ region: "210422", asOf: AFTER })).toEqual(now);
    const then = await one({ region: "210422", asOf: BEFORE });
    expect(then.growth).toBe(10);
    expect(now.growth).toBeGreaterThan(20);
    expect(then).toMatchObject({ cityGrowth: 5.5, growthChange: 0, disagreement: null });
    expect(now.rank).toBe(1);
  });
});

describe("targets as they were known", () => {
  const asked = (query: Record<string, string>) => portal.walk("/v1/targets", { limit: "1000", ...query });
  const of = (rows: readonly { target: string; region: string }[], target: string, region: string) =>
    rows.find((row) => row.target === target && row.region === region);

  it("are what is stored where nothing came since, and page alike", async () => {
    for (const period of ["2019", "2021"]) {
      const now = await asked({ period });
      expect(await asked({ period, asOf: AFTER })).toEqual(now);
      expect(await asked({ period, asOf: AFTER, limit: "97" })).toEqual(now);
    }
    const { body } = await portal.get("/v1/targets", { period: "2019", asOf: BEFORE });
    expect(pageOf(targetResult).parse(body)).toEqual(body);
  });

  it("reopen with a revision, a year later too", async () => {
    const then = await asked({ period: "2021", asOf: BEFORE });
    const now = await asked({ period: "2021" });
    expect(of(then, "S1-gdp", "210422")).toMatchObject({ result: "missed", actual: 10 });
    expect(of(now, "S1-gdp", "210422")).toMatchObject({ result: "met", outsidePlan: true });
    const parks = async (query: Record<string, string>) =>
      of(await asked({ period: "2019", region: "210400", ...query }), "S7-industrial-parks", "210400");
    expect(await parks({ asOf: BEFORE })).toMatchObject({ result: "missed", actual: 950, required: 1016, pace: 100 });
    expect(await parks({})).toMatchObject({ result: "met", actual: 1016, completion: 100, paceGap: 0 });
    expect(await parks({ asOf: "2022-03-01T07:59:59Z" })).toMatchObject({ result: "no_data", actual: null });
  });
});

describe("a series", () => {
  const gdp = { indicator: "gdp", region: "210422" };
  const pointsOf = async (query: Record<string, string>) =>
    (await portal.walk("/v1/series", query)).map(({ period, level, growth, flags }) => [
      period,
      level,
      growth,
      ...flags,
    ]);

  it("has levels with growth, reported before computed", async () => {
    const { body } = await portal.get("/v1/series", gdp);
    expect(pageOf(seriesPoint).parse(body)).toEqual(body);
    expect(body.data.map(({ period }: { period: string }) => period)).toEqual(["2019", "2020", "2021"]);
    expect(body.data[2]).toMatchObject({
      ...{ regionName: "新宾满族自治县", accumulation: "ytd", unit: "元", status: "preliminary" },
      ...{ reported: 9.46, reportedPriceBasis: "constant", growth: 9.46, growthSource: "reported" },
    });
    expect(body.data[1]).toMatchObject({ level: 1_000_000, reported: null, growthSource: "computed" });
    expect(body.data[0]).toMatchObject({ computed: null, growth: null, growthSource: null });
    for (const limit of ["1", "2"]) expect(await portal.walk("/v1/series", { ...gdp, limit })).toEqual(body.data);
  });

  it("knows what was known, and its ends", async () => {
    const at = async (more: Record<string, string>) => (await pointsOf({ ...gdp, ...more })).map(([period]) => period);
    expect(await at({ asOf: "2022-03-01T07:59:59.999Z" })).toEqual([]);
    expect(await at({ from: "2020-12", to: "2020" })).toEqual(["2020"]);
    expect(await at({ from: "2020-Q4" })).toEqual(["2020", "2021"]);
    expect(await at({ to: "2020-11" })).toEqual(["2019"]);
    expect(await at({ from: "2021", to: "2019" })).toEqual([]);
    const [, then] = await pointsOf({ ...gdp, asOf: BEFORE });
    const [, now] = await pointsOf(gdp);
    expect(then?.[1]).not.toEqual(now?.[1]);
    expect(await pointsOf({ ...gdp, asOf: AFTER })).toEqual(await pointsOf(gdp));
  });

  it("derives single periods, and flags them", async () => {
    const query = { indicator: "general_public_budget_revenue", region: "210421", accumulation: "period" };
    expect(await pointsOf({ ...query, from: "2021" })).toEqual([
      ["2021-01", 110, 10],
      ["2021-02", 130, 18.181818181818183, "DERIVED"],
      ["2021-03", -5, null, "DERIVED", "REVISION_IN_YTD", "NEGATIVE_BASE"],
      ["2021-Q1", 235, -28.78787878787879],
    ]);
    const all = await portal.walk("/v1/series", query);
    expect(await portal.walk("/v1/series", { ...query, limit: "3" })).toEqual(all);
    expect(pageOf(seriesPoint).safeParse({ data: all, nextCursor: null, knownThrough: null }).error).toBeUndefined();
    expect(await pointsOf({ ...query, asOf: "2022-03-01T07:59:59.999Z" })).toEqual([]);
  });
});
