import type { Warehouse } from "@yardstick/warehouse";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compareGroup } from "../../oracle/comparisons.ts";
import type { Catalogue, Membership, PeerGroup, Vintage } from "../../oracle/facts.ts";
import { countiesBelow } from "../../oracle/liaoning-counties.ts";
import { rational, toDecimal } from "../../oracle/rational.ts";
import { byKey, fromOracle, fromView } from "./comparable-rows.ts";
import { annual, liaoningFigures } from "./liaoning-figures.ts";
import {
  ALWAYS,
  askView,
  openRulesFixture,
  type RulesFixture,
  storeCatalogue,
  storePeerGroup,
  storeVintages,
} from "./rules-fixture.ts";
import type { ComparisonRow, GrowthRow, TargetRow } from "./view-rows.ts";

const GDP: Catalogue = {
  growthRule: "constant_price",
  computedGrowthAllowed: true,
  levelPriceBasis: "current",
  comparedPriceBases: ["constant", "comparable"],
  defaultCaliber: "natural",
  tolerancePoints: "8",
  betterIs: "higher",
  adds: true,
};
const NOMINAL: Catalogue = { ...GDP, growthRule: "nominal", comparedPriceBases: ["current"], tolerancePoints: "2" };
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

/** Three digits, as DOMAIN prints them. */
const printed = (text: string | null | undefined) => (text == null ? null : toDecimal(rational(text), 3));

const atEndOf = (year: string) => `${year}-12-31`;

async function comparisons(indicator: string, year: string, scope = LIAONING.scope) {
  const rows = await askView<ComparisonRow>(warehouse, "comparisons_at", { indicator, periods: [atEndOf(year)] });
  const ofScope = rows.filter((row) => row.scope === scope);
  return { rows: ofScope, of: (region: string) => ofScope.find((row) => row.region === region) };
}

/** A group of its own for one case, and an indicator that only it has. */
async function storeCase(
  name: string,
  { catalogue, members, vintages }: { catalogue: Catalogue; members: readonly string[]; vintages: readonly Vintage[] },
) {
  const memberships: Membership[] = members.map((region) => ({ region, ...ALWAYS }));
  const group: PeerGroup = { scope: `${name}-XY`, members: memberships, aggregates: [] };
  await storeCatalogue(warehouse, name, catalogue);
  await storePeerGroup(warehouse, group);
  await storeVintages(warehouse, name, vintages);
  return comparisons(name, "2021", group.scope);
}

const level = (region: string, year: string, value: string) => annual(region, year, { measure: "level", value });
const rate = (region: string, value: string, more: Partial<Vintage> = {}) =>
  annual(region, "2021", { measure: "growth_yoy", value, ...more });

describe("gross regional product of Liaoning's counties, 2021 against 2020", () => {
  const figures = liaoningFigures("gdp", ["2020", "2021"]);

  beforeAll(() => storeVintages(warehouse, "gdp", figures));

  it("is pooled over 41 of 41 counties", async () => {
    const { rows } = await comparisons("gdp", "2021");
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
    const { of } = await comparisons("gdp", "2021");
    const row = of(region);
    expect([printed(row?.growth), printed(row?.gap)]).toEqual([growth, gap]);
    expect(row).toMatchObject({ verdict: "below", growth_source: "computed", rank, outside_plan: true });
  });

  it("misses the plan's target, outside the plan's years, and is provisional as its figures are", async () => {
    const question = { indicator: "gdp", periods: [atEndOf("2021")] };
    const rows = await askView<TargetRow>(warehouse, "growth_targets_at", question);
    expect(rows.map(({ region }) => region).sort()).toEqual(["210400-XY", "210421", "210422", "210423"]);
    for (const row of rows)
      expect(row).toMatchObject({ target: "S1-gdp", result: "missed", provisional: true, outside_plan: true });
  });

  it("is what the oracle counts, county by county", async () => {
    const { rows } = await comparisons("gdp", "2021");
    const question = { vintages: figures, asOfMs: Number.POSITIVE_INFINITY, catalogue: GDP, group: LIAONING };
    const wanted = compareGroup({ ...question, periodEnds: [atEndOf("2021")] });
    expect(rows.map(fromView).sort(byKey)).toEqual(wanted.map(fromOracle).sort(byKey));
  });

  it("has no benchmark without its three largest counties: 0.927 by count, 0.727 by weight", async () => {
    await storeCatalogue(warehouse, "gdp_of_38", GDP);
    const away = ["210281", "210283", "210381"];
    const kept = figures.filter(({ region, periodEnd }) => !(away.includes(region) && periodEnd === atEndOf("2021")));
    await storeVintages(warehouse, "gdp_of_38", kept);
    const { of } = await comparisons("gdp_of_38", "2021");
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
});

describe("figures from official releases", () => {
  it("Shenyang 2023 Q1-3 is pooled to 3.69, never the mean of 3.07", async () => {
    const { rows } = await storeCase("shenyang", {
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
    const { of } = await storeCase("liaoyang", {
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
    const { of } = await storeCase(name, {
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
});

describe("one basis for each comparison", () => {
  const three = ["210421", "210422", "210423"];

  it("compares and ranks counties that publish rates without levels, though nothing can be pooled", async () => {
    const { of } = await storeCase("rates_alone", {
      catalogue: GDP,
      members: three,
      vintages: [rate("210421", "6"), rate("210422", "5.99"), rate("210423", "7")],
    });
    expect(of("210421")).toMatchObject({
      verdict: "no_benchmark",
      basis: "reported",
      rank: 2,
      rank_of: 3,
      missing: [],
    });
    expect(of("210422")).toMatchObject({ rank: 2, flags: ["NO_BENCHMARK"] });
  });

  it("shows the rate on the other basis and never compares it", async () => {
    const levels = three.flatMap((region) => [level(region, "2020", "100"), level(region, "2021", "110")]);
    const { of } = await storeCase("levels_mostly", {
      catalogue: GDP,
      members: three,
      vintages: [...levels.slice(2), rate("210421", "9"), rate("210422", "3")],
    });
    expect(of("210421")).toMatchObject({ verdict: "no_data", basis: "computed", growth: null, growth_source: null });
    expect([of("210421")?.other_growth, of("210422")?.other_growth].map(printed)).toEqual(["9.000", "3.000"]);
    expect(printed(of("210422")?.growth)).toBe("10.000");
  });

  it("keeps a nominal rate of a constant-price indicator, and never compares it", async () => {
    const { of } = await storeCase("nominal_rate", {
      catalogue: GDP,
      members: three,
      vintages: [...three.map((region) => rate(region, "5")), rate("nominal_rate-XY", "4", { priceBasis: "current" })],
    });
    expect(of("210421")).toMatchObject({ verdict: "no_benchmark", published: null });
  });

  it("never pools what cannot be summed", async () => {
    const levels = three.flatMap((region) => [level(region, "2020", "100"), level(region, "2021", "110")]);
    const { of } = await storeCase("per_head", {
      catalogue: { ...NOMINAL, adds: false },
      members: three,
      vintages: levels,
    });
    expect(of("210421")).toMatchObject({ verdict: "no_benchmark", pooled: null, rank: 1, rank_of: 3 });
  });

  it("leaves the count to decide where a missing member's level is negative", async () => {
    const { of } = await storeCase("negative_weight", {
      catalogue: NOMINAL,
      members: three,
      vintages: [level("210421", "2020", "100"), level("210421", "2021", "110"), level("210422", "2020", "-100")],
    });
    expect(of("210421")).toMatchObject({ coverage_weight: null, reporting: 1, verdict: "no_benchmark" });
    expect(of("210422")).toMatchObject({ flags: ["NEGATIVE_BASE", "NO_BENCHMARK"], verdict: "no_data" });
  });
});

describe("an aggregate", () => {
  const [members, ofAggregate] = [["210421", "210422"], "pair-XY"];
  const memberships = members.map((region) => ({ region, ...ALWAYS }));
  const group: PeerGroup = {
    scope: "around_pair-XY",
    members: memberships,
    aggregates: [{ region: ofAggregate, members: memberships }],
  };
  const levels = members.flatMap((region) => [level(region, "2020", "100"), level(region, "2021", "110")]);

  beforeAll(() => storePeerGroup(warehouse, group));

  it("is as near to final as the least final of what it pools", async () => {
    await storeCatalogue(warehouse, "mixed_pair", GDP);
    await storeVintages(
      warehouse,
      "mixed_pair",
      levels.map((one) => ({ ...one, status: "final" })),
    );
    const before = await comparisons("mixed_pair", "2021", group.scope);
    expect(before.of(ofAggregate)).toMatchObject({ growth_status: "final", growth_source: "computed" });
    const flash = { ...level("210422", "2021", "111"), status: "flash", offset: 1 };
    await storeVintages(warehouse, "mixed_pair", [flash]);
    const after = await comparisons("mixed_pair", "2021", group.scope);
    expect(after.of(ofAggregate)).toMatchObject({ growth_status: "flash", flags: ["MIXED_STATUS"] });
  });

  it("is compared by its own rate only where its peers are, and is listed though no member sent anything", async () => {
    await storeCatalogue(warehouse, "lone_pair", GDP);
    await storeVintages(warehouse, "lone_pair", [rate(ofAggregate, "5")]);
    const alone = await comparisons("lone_pair", "2021", group.scope);
    expect(alone.of(ofAggregate)).toMatchObject({
      growth: null,
      other_growth: "5",
      verdict: "no_data",
      missing: members,
    });
    await storeVintages(warehouse, "lone_pair", [rate(group.scope, "4")]);
    const published = await comparisons("lone_pair", "2021", group.scope);
    expect(published.of(ofAggregate)).toMatchObject({ growth: "5", growth_source: "reported", verdict: "above" });
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
