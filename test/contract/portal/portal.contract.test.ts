import { alert, comparison, observation, pageOf, scopeMembersOn, targetResult } from "@yardstick/contracts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Figure, openPortalFixture, type PortalFixture } from "./portal-fixture.ts";

const SCOPE = "210000-XY";
const FIRST = "2022-03-01 08:00:00.000";
const REVISED = "2022-03-05 08:00:00.000";

let portal: PortalFixture;

/** Every county of Liaoning reports levels; the n-th grows by n % a year, and 210421 is revised upwards later. */
function countyFigures(): Figure[] {
  return scopeMembersOn(portal.reference, SCOPE, "2021-12-31").flatMap((region, at) => {
    const grown = (years: number) => String(1_000_000 * (100 + at) ** years * 100 ** (3 - years));
    return [
      { region, period: "2018", value: grown(0), knownAt: FIRST },
      { region, period: "2019", value: grown(1), knownAt: FIRST },
      { region, period: "2020", value: grown(2), knownAt: FIRST },
      { region, period: "2021", value: grown(3), knownAt: FIRST },
      { region, period: "2020-Q2", accumulation: "period", value: "1000", knownAt: FIRST },
      { region, period: "2021-Q2", accumulation: "period", value: "1100", knownAt: FIRST },
      { region, period: "2020-Q1", value: "1000", knownAt: FIRST },
      { region, period: "2021-Q1", value: "1040", knownAt: FIRST },
    ] as const;
  });
}

beforeAll(async () => {
  portal = await openPortalFixture();
  const others: Figure[] = [
    { indicator: "tertiary_value_added", region: "210421", period: "2021", value: "2945970000", knownAt: FIRST },
    {
      indicator: "registered_population",
      region: "210421",
      period: "2021-06",
      accumulation: "point",
      value: "123456",
      knownAt: FIRST,
    },
    { region: "210421", period: "2021-05", value: "10.50", knownAt: FIRST },
    { region: "210421", period: "2021-05", accumulation: "period", value: "2.5", knownAt: FIRST },
  ];
  await portal.store([...countyFigures(), ...others]);
  await portal.recompute("gdp", ["2019-12-31", "2020-12-31", "2021-03-31", "2021-06-30"]);
  await portal.recompute("gdp", ["2021-12-31"]);
  const revision = { region: "210421", period: "2021", value: "9000000000000", submission: "s-2", knownAt: REVISED };
  await portal.store([revision]);
  await portal.recompute("gdp", ["2021-12-31"]);
});

afterAll(() => portal.close());

describe("comparisons", () => {
  it("have the shape of the contract", async () => {
    const { status, body } = await portal.get("/v1/comparisons", { scope: SCOPE, indicator: "gdp", period: "2021" });
    expect(status).toBe(200);
    expect(pageOf(comparison).parse(body)).toEqual(body);
    expect(body.data).toHaveLength(42); // 41 counties, and the three of Fushun together.
    expect(body.knownThrough).toBe("2022-03-05T08:00:00.000Z");
    expect(body.data.find((row: { region: string }) => row.region === "210422")).toMatchObject({
      ...{ scope: SCOPE, indicator: "gdp", regionName: "新宾满族自治县", period: "2021", accumulation: "ytd" },
      ...{ growthSource: "computed", benchmarkMethod: "pooled", of: 41, outsidePlan: true },
      coverage: { reporting: 41, expected: 41, weight: 1, missing: [] },
    });
  });

  it("come once each on pages of any size", async () => {
    const all = await portal.walk("/v1/comparisons", { limit: "1000" });
    expect(all).toHaveLength(5 * (42 + 3)); // The three counties of Fushun are a scope of their own as well.
    for (const limit of ["1", "41", "100"]) {
      const query = limit === "1" ? { limit, period: "2021" } : { limit };
      const wanted = limit === "1" ? all.filter(({ period }) => period === "2021") : all;
      expect(await portal.walk("/v1/comparisons", query)).toEqual(wanted);
    }
  });

  it("change against the year before, the nearest quarter, and for single periods against one of their length", async () => {
    const of = async (period: string, accumulation: string) => {
      const query = { scope: SCOPE, indicator: "gdp", region: "210422", period, accumulation };
      return (await portal.get("/v1/comparisons", query)).body.data;
    };
    const [first] = await of("2019", "ytd");
    expect(first).toMatchObject({ growthChange: null, rankChange: null });
    const [second] = await of("2020", "ytd");
    expect(second.growthChange).toBeCloseTo(0, 12);
    expect(second.rankChange).toBe(0);
    const [quarter] = await of("2021-Q1", "ytd");
    expect(quarter.growthChange).toBeCloseTo(4 - second.growth, 12);
    const [single] = await of("2021-Q2", "period");
    expect(single).toMatchObject({ period: "2021-Q2", accumulation: "period", growth: 10, growthChange: 6 });
  });

  it("lose a place to whoever is revised past them", async () => {
    const query = { scope: SCOPE, indicator: "gdp", period: "2021" };
    const byRegion = async (region: string, more = {}) =>
      (await portal.get("/v1/comparisons", { ...query, region, ...more })).body.data[0];
    const top = scopeMembersOn(portal.reference, SCOPE, "2021-12-31").at(-1) ?? "";
    expect(await byRegion(top)).toMatchObject({ rank: 2, rankChange: -1 });
    expect(await byRegion("210421")).toMatchObject({ rank: 1 });
    expect(await byRegion(top, { asOf: "2022-03-04T00:00:00Z" })).toMatchObject({ rank: 1, rankChange: 0 });
  });

  it("answer as they were known: the instant of a submission is after it", async () => {
    const query = { scope: SCOPE, indicator: "gdp", region: "210421", period: "2021" };
    const at = async (asOf?: string) =>
      (await portal.get("/v1/comparisons", asOf === undefined ? query : { ...query, asOf })).body.data;
    const now = await at();
    expect(await at("2022-03-05T08:00:00.000Z")).toEqual(now);
    expect(await at("2022-03-05T16:00:00+08:00")).toEqual(now);
    expect(await at("9999-12-31T23:59:59Z")).toEqual(now);
    const [before] = await at("2022-03-05T07:59:59.999Z");
    expect(before.growth).not.toBe(now[0].growth);
    expect(await at("2022-03-01T07:59:59.999Z")).toEqual([]);
    const whole = { scope: SCOPE, indicator: "gdp", period: "2021" };
    const live = (await portal.get("/v1/comparisons", whole)).body.data;
    const replayed = (await portal.get("/v1/comparisons", { ...whole, asOf: "2022-03-06T00:00:00Z" })).body.data;
    expect(replayed).toEqual(live);
    expect(await portal.walk("/v1/comparisons", { ...whole, asOf: "2022-03-06T00:00:00Z", limit: "30" })).toEqual(live);
  });

  it("say what asOf needs", async () => {
    const { status, body } = await portal.get("/v1/comparisons", { asOf: "2022-03-06T00:00:00Z", indicator: "gdp" });
    expect([status, body.code]).toEqual([400, "AS_OF_NEEDS_FILTERS"]);
    expect(body.errors).toEqual([{ path: "period", message: "is required with asOf" }]);
  });
});

describe("names of a period", () => {
  const query = { scope: SCOPE, indicator: "gdp", region: "210422" };

  it.each(["2021", "2021-Q4", "2021-12", "2021-S2"])("%s means the year to date and is answered", async (period) => {
    const year = (await portal.get("/v1/comparisons", { ...query, period: "2021" })).body.data;
    const { body } = await portal.get("/v1/comparisons", { ...query, period, accumulation: "ytd" });
    expect(body.data).toEqual([{ ...year[0], period }]);
  });

  it.each(["ytd", "period"])("a year matches accumulation=%s and is answered as ytd", async (accumulation) => {
    const { body } = await portal.get("/v1/comparisons", { ...query, period: "2021", accumulation });
    expect(body.data).toMatchObject([{ period: "2021", accumulation: "ytd" }]);
  });

  it("accumulation=period alone takes what coincides with it", async () => {
    const { body } = await portal.get("/v1/observations", {
      ...{ indicator: "gdp", region: "210421", accumulation: "period" },
    });
    const seen = body.data.map((row: Figure) => `${row.period} ${row.accumulation}`);
    expect(seen).toEqual([
      ...["2018 ytd", "2019 ytd", "2020-Q1 ytd", "2020-Q2 period", "2020 ytd", "2021-Q1 ytd"],
      ...["2021-05 period", "2021-Q2 period", "2021 ytd"],
    ]);
  });

  it("without an accumulation a name matches years to date and single periods", async () => {
    const { body } = await portal.get("/v1/observations", { region: "210421", period: "2021-05" });
    expect(body.data.map((row: Figure) => [row.accumulation, row.value])).toEqual([
      ["period", "2.5"],
      ["ytd", "10.5"],
    ]);
  });

  it.each(["2021-06", "2021-Q2", "2021-S1"])("%s finds a stock", async (period) => {
    const { body } = await portal.get("/v1/observations", { indicator: "registered_population", period });
    expect(body.data).toMatchObject([{ period, accumulation: "point", value: "123456" }]);
  });
});

describe("observations", () => {
  it("have the shape of the contract, values without zeros", async () => {
    const { body } = await portal.get("/v1/observations", { indicator: "services_value_added" });
    expect(pageOf(observation).parse(body)).toEqual(body);
    expect(body.data).toEqual([
      {
        ...{ indicator: "tertiary_value_added", region: "210421", regionName: "抚顺县", period: "2021" },
        ...{ accumulation: "ytd", measure: "level", priceBasis: "current", caliber: "natural" },
        ...{ value: "2945970000", state: "figure", unit: "元", submittedValue: "2945970000", submittedUnit: "元" },
        submittedNames: {},
        ...{ status: "preliminary", source: "bureau", submissionId: "s-1", releasedAt: null, citation: "", note: "" },
        knownAt: "2022-03-01T08:00:00.000Z",
      },
    ]);
  });

  const figure = { indicator: "gdp", region: "210421", period: "2021", measure: "level" };
  const idsOf = (body: { data: { submissionId: string }[] }) => body.data.map(({ submissionId }) => submissionId);

  it("answer the current figure, each vintage newest first, and what was known before", async () => {
    const get = async (more: Record<string, string>) =>
      idsOf((await portal.get("/v1/observations", { ...figure, ...more })).body);
    expect(await get({})).toEqual(["s-2"]);
    expect(await get({ vintages: "all" })).toEqual(["s-2", "s-1"]);
    expect(await get({ asOf: "2022-03-05T08:00:00Z" })).toEqual(["s-2"]);
    expect(await get({ asOf: "2022-03-05T07:59:59.999999Z" })).toEqual(["s-1"]);
    expect(await get({ asOf: "0001-01-01T00:00:00Z" })).toEqual([]);
    expect(await get({ asOf: "2022-03-02T00:00:00Z", vintages: "all" })).toEqual(["s-1"]);
  });

  it("of a submission that was superseded are no longer current, but were", async () => {
    const get = async (more: Record<string, string>) =>
      idsOf((await portal.get("/v1/observations", { ...figure, submissionId: "s-1", ...more })).body);
    expect(await get({})).toEqual([]);
    expect(await get({ asOf: "2022-03-06T00:00:00Z" })).toEqual([]);
    expect(await get({ asOf: "2022-03-02T00:00:00Z" })).toEqual(["s-1"]);
    expect(await get({ vintages: "all" })).toEqual(["s-1"]);
  });

  it.each([
    [{}, 41 * 8 + 4],
    [{ vintages: "all" }, 41 * 8 + 5],
    [{ asOf: "2022-03-02T00:00:00Z" }, 41 * 8 + 4],
  ])("come once each on small pages: %j", async (query, count) => {
    const all = await portal.walk("/v1/observations", { ...query, limit: "1000" });
    expect(all).toHaveLength(count);
    expect(await portal.walk("/v1/observations", { ...query, limit: "50" })).toEqual(all);
  });
});

describe("targets", () => {
  const plan = "fushun-2018-2020";

  it("stand there once for each region, with or without a result", async () => {
    const { body } = await portal.get("/v1/targets", { plan, period: "2020-12", limit: "1000" });
    expect(pageOf(targetResult).parse(body)).toEqual(body);
    const keys = body.data.map((row: { target: string; region: string }) => `${row.target} ${row.region}`);
    const wanted = portal.reference.plans
      .get(plan)
      ?.targets.flatMap(({ id, regions }) => regions.map((r) => `${id} ${r}`));
    expect(new Set(keys)).toEqual(new Set(wanted));
    expect(keys).toHaveLength(wanted?.length ?? 0);
    expect(body.data.find((row: { region: string }) => row.region === "210422")).toMatchObject({
      ...{ target: "S1-gdp", period: "2020-12", result: "missed", outsidePlan: false, commitment: "高于", unit: "%" },
      ...{ line: "S1", form: "growth_above_benchmark", deadline: "2020-12-31" },
    });
    const other = body.data.find((row: { target: string }) => row.target === "S1-revenue");
    expect(other).toMatchObject({
      actual: null,
      required: null,
      result: "no_data",
      outsidePlan: false,
      provisional: false,
    });
    expect(other.leadAgencies.length).toBeGreaterThan(0);
    expect(other.text.zh).not.toBe("");
    expect(await portal.walk("/v1/targets", { plan, period: "2020-12", limit: "53" })).toEqual(body.data);
  });

  const resultsOf = async (query: Record<string, string>) => {
    const rows = await portal.walk("/v1/targets", { plan, limit: "1000", ...query });
    return new Map(rows.map((row) => [`${row.target} ${row.region}`, row]));
  };

  it("are not due while the period runs in China", async () => {
    const running = [...(await resultsOf({ period: "2022-03" })).values()];
    expect(new Set(running.map(({ result }) => result))).toEqual(new Set(["not_due"]));
    const over = await resultsOf({ period: "2022-02" });
    expect(over.get("S1-revenue 210421")).toMatchObject({ result: "no_data", outsidePlan: true });
    expect((await resultsOf({ period: "2022" })).get("S1-gdp 210421")).toMatchObject({
      ...{ period: "2022", result: "not_due", outsidePlan: true },
    });
  });

  it("that are judged at a deadline are not due before it, and undated ones never are", async () => {
    const before = await resultsOf({ period: "2019" });
    expect(before.get("S9-featured-towns 210400")).toMatchObject({
      result: "not_due",
      required: 20,
      deadline: "2020-12-31",
    });
    expect(before.get("S7-industrial-parks 210400")).toMatchObject({ result: "no_data", required: 1016 });
    const after = await resultsOf({ period: "2021" });
    expect(after.get("S9-featured-towns 210400")).toMatchObject({ result: "no_data", outsidePlan: true });
    expect(after.get("S13-village-clinics 210400")).toMatchObject({
      result: "not_due",
      deadline: null,
      outsidePlan: false,
    });
  });

  it("without a period list the results that there are, and in the year of the deadline those without", async () => {
    const all = await portal.walk("/v1/targets", { region: "210422", plan });
    const seen = all.map(({ target, period, result }) => `${target} ${period} ${result}`);
    expect(seen.filter((row) => row.startsWith("S1-"))).toEqual([
      ...["S1-gdp 2019 missed", "S1-gdp 2020 missed", "S1-gdp 2021-Q1 behind", "S1-gdp 2021-Q2 behind"],
      ...["S1-gdp 2021 missed", "S1-industry 2020 no_data", "S1-investment 2020 no_data", "S1-revenue 2020 no_data"],
      "S1-services 2020 no_data",
    ]);
    const wanted = portal.reference.plans.get(plan)?.targets.filter(({ regions }) => regions.includes("210422"));
    expect(new Set(all.map(({ target }) => target))).toEqual(new Set(wanted?.map(({ id }) => id)));
    expect(await portal.walk("/v1/targets", { region: "210422", plan, limit: "7" })).toEqual(all);
    const undated = await portal.walk("/v1/targets", { region: "210400", plan });
    expect(undated.find(({ target }) => target === "S13-working-groups")).toMatchObject({
      period: "2020",
      result: "not_due",
    });
  });
});

describe("alerts", () => {
  const change = (id: string, region: string, state: "firing" | "resolved", position: string) => [
    ...[id, "BelowCountyAverage", `fushun-2018-2020/S1-gdp`, SCOPE, "gdp", region, "ytd", "市发改委", state, "none"],
    ...["warning", "2021", "2021-12-31", "-3.105", "8.214", "-11.319", "NEW_BREACH", "低于", "below", FIRST],
    ...[state === "resolved" ? REVISED : null, state === "resolved" ? "s-2" : "s-1", "bureau"],
    ...[state === "resolved" ? REVISED : FIRST, position],
  ];

  beforeAll(async () => {
    const columns = [
      ...["alert_id", "alertname", "rule", "scope", "indicator", "region", "accumulation", "agency", "state"],
      ...["previous_state", "severity", "period", "period_end", "value", "threshold", "gap", "reason", "message_zh"],
      ...["message_en", "starts_at", "resolved_at", "submission_id", "source", "known_at", "position"],
    ];
    await portal.warehouse.insert("alert_changes", columns, [
      change("a-1", "210421", "firing", "1"),
      change("a-1", "210421", "resolved", "2"),
      change("a-2", "210422", "firing", "1"),
      change("a-3", "210400-XY", "firing", "1"),
    ]);
  });

  it("have the shape of the contract, as they stand", async () => {
    const { body } = await portal.get("/v1/alerts");
    expect(pageOf(alert).parse(body)).toEqual(body);
    expect(body.data.map((row: { alertId: string }) => row.alertId)).toEqual(["a-3", "a-1", "a-2"]);
    expect(body.data[1]).toMatchObject({
      ...{
        state: "resolved",
        regionName: "抚顺县",
        value: -3.105,
        threshold: 8.214,
        gap: -11.319,
        severity: "warning",
      },
      ...{
        startsAt: "2022-03-01T08:00:00.000Z",
        resolvedAt: "2022-03-05T08:00:00.000Z",
        message: { zh: "低于", en: "below" },
      },
    });
    expect(await portal.walk("/v1/alerts", { limit: "1" })).toEqual(body.data);
  });

  it.each([
    [{ state: "firing" }, ["a-3", "a-2"]],
    [{ region: "210421" }, ["a-1"]],
    [{ indicator: "gdp", alertname: "BelowCountyAverage", state: "resolved" }, ["a-1"]],
    [{ alertname: "DataOverdue" }, []],
  ])("filter by %j", async (query, ids) => {
    const { body } = await portal.get("/v1/alerts", query);
    expect(body.data.map((row: { alertId: string }) => row.alertId)).toEqual(ids);
  });

  it("stand as they stood: by the newest change that was known, and none that was not", async () => {
    const at = async (asOf: string, query = {}) =>
      (await portal.walk("/v1/alerts", { asOf, ...query })).map(({ alertId, state }) => `${alertId} ${state}`);
    expect(await at("2022-03-01T07:59:59.999Z")).toEqual([]);
    const before = ["a-3 firing", "a-1 firing", "a-2 firing"];
    expect(await at("2022-03-01T08:00:00Z")).toEqual(before);
    expect(await at("2022-03-05T15:59:59.999+08:00", { limit: "1" })).toEqual(before);
    expect(await at("2022-03-05T16:00:00+08:00")).toEqual(["a-3 firing", "a-1 resolved", "a-2 firing"]);
    expect(await at("2022-03-04T00:00:00Z", { state: "resolved" })).toEqual([]);
    expect(await at("2022-03-04T00:00:00Z", { state: "firing", region: "210421" })).toEqual(["a-1 firing"]);
    const now = (await portal.get("/v1/alerts")).body.data;
    expect(await portal.walk("/v1/alerts", { asOf: "9999-12-31T00:00:00Z" })).toEqual(now);
    const { body } = await portal.get("/v1/alerts", { asOf: "2022-03-04T00:00:00Z" });
    expect(pageOf(alert).parse(body)).toEqual(body);
    expect(body.data[1]).toMatchObject({ resolvedAt: null, submissionId: "s-1" });
  });
});
