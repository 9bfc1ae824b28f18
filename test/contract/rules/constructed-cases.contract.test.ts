import type { Warehouse } from "@yardstick/warehouse";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PeerGroup } from "../../oracle/facts.ts";
import { annual } from "./liaoning-figures.ts";
import { atEndOf, comparisons, GDP, level, NOMINAL, printed, rate, storeCase } from "./rules-case.ts";
import {
  ALWAYS,
  askView,
  openRulesFixture,
  type RulesFixture,
  storeCatalogue,
  storePeerGroup,
  storeVintages,
} from "./rules-fixture.ts";
import type { ComparisonRow } from "./view-rows.ts";

let fixture: RulesFixture;
let warehouse: Warehouse;

beforeAll(async () => {
  fixture = await openRulesFixture();
  warehouse = fixture.warehouse;
});

afterAll(() => fixture.close());

describe("one basis for each comparison", () => {
  const three = ["210421", "210422", "210423"];

  it("compares and ranks counties that publish rates without levels, though nothing can be pooled", async () => {
    const { of } = await storeCase(warehouse, "rates_alone", {
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
    const { of } = await storeCase(warehouse, "levels_mostly", {
      catalogue: GDP,
      members: three,
      vintages: [...levels.slice(2), rate("210421", "9"), rate("210422", "3")],
    });
    expect(of("210421")).toMatchObject({ verdict: "no_data", basis: "computed", growth: null, growth_source: null });
    expect([of("210421")?.other_growth, of("210422")?.other_growth].map(printed)).toEqual(["9.000", "3.000"]);
    expect(printed(of("210422")?.growth)).toBe("10.000");
  });

  it("keeps a nominal rate of a constant-price indicator, and never compares it", async () => {
    const { of } = await storeCase(warehouse, "nominal_rate", {
      catalogue: GDP,
      members: three,
      vintages: [...three.map((region) => rate(region, "5")), rate("nominal_rate-XY", "4", { priceBasis: "current" })],
    });
    expect(of("210421")).toMatchObject({ verdict: "no_benchmark", published: null });
  });

  it("never pools what cannot be summed", async () => {
    const levels = three.flatMap((region) => [level(region, "2020", "100"), level(region, "2021", "110")]);
    const { of } = await storeCase(warehouse, "per_head", {
      catalogue: { ...NOMINAL, aggregation: "none" },
      members: three,
      vintages: levels,
    });
    expect(of("210421")).toMatchObject({ verdict: "no_benchmark", pooled: null, rank: 1, rank_of: 3 });
  });

  it("leaves the count to decide where a missing member's level is negative", async () => {
    const { of } = await storeCase(warehouse, "negative_weight", {
      catalogue: NOMINAL,
      members: three,
      vintages: [level("210421", "2020", "100"), level("210421", "2021", "110"), level("210422", "2020", "-100")],
    });
    expect(of("210421")).toMatchObject({ coverage_weight: null, reporting: 1, verdict: "no_benchmark" });
    expect(of("210422")).toMatchObject({ flags: ["NEGATIVE_BASE", "NO_BENCHMARK"], verdict: "no_data" });
  });
});

describe("what is said once and for all", () => {
  it("rounds a pooled rate as it is, not as a division left it: all at -0.05 are at their average", async () => {
    const members = ["210421", "210422"];
    const { rows } = await storeCase(warehouse, "all_alike", {
      catalogue: GDP,
      members,
      vintages: [...members.map((region) => level(region, "2021", "97")), ...members.map((one) => rate(one, "-0.05"))],
    });
    expect(rows.map(({ verdict }) => verdict)).toEqual(["at_average", "at_average"]);
  });

  it("divides what no figure should be as exactly as any other: the largest level after a fall to nothing", async () => {
    const vintages = [
      level("210421", "2020", "1"),
      level("210421", "2021", "9000000000000000000000000000"),
      rate("210421", "-99.9999999999"),
    ];
    const { of } = await storeCase(warehouse, "beyond_measure", { catalogue: GDP, members: ["210421"], vintages });
    const [growth] = await askView<{ implied_base: string; base_deviation: string }>(warehouse, "growth_at", {
      indicator: "beyond_measure",
      periods: [atEndOf("2021")],
    });
    expect([printed(growth?.implied_base), printed(growth?.base_deviation)]).toEqual([
      "9000000000000000000000000000000000000000.000",
      "899999999999999999999999999999999999999900.000",
    ]);
    const { pooled, contribution, coverage_weight } = of("210421") ?? {};
    expect([pooled, contribution].map((share) => Number(share))).toEqual([-99.9999999999, -99.9999999999]);
    expect(Number(coverage_weight)).toBe(1);
  });

  it("never was, where every claim was refused: neither now nor as of an instant", async () => {
    const refused = rate("210421", "5", { outcome: "refused" });
    const now = await storeCase(warehouse, "refused_alone", {
      catalogue: GDP,
      members: ["210421"],
      vintages: [refused],
    });
    const then = await askView<ComparisonRow>(warehouse, "comparisons_at", {
      indicator: "refused_alone",
      periods: [atEndOf("2021")],
      asOfMs: refused.knownAtMs + 1,
    });
    expect([now.rows, then]).toEqual([[], []]);
  });

  it.each([
    ["withheld", "4.5"],
    ["withdrawn", "4.5"],
    ["missing", "4.5"],
  ])("a %s figure is none, whatever it was before", async (status, before) => {
    const nominal = { priceBasis: "current" as const };
    const away = { ...nominal, value: null, status, offset: 1, outcome: "superseded" as const };
    const { of } = await storeCase(warehouse, `state_${status}`, {
      catalogue: NOMINAL,
      members: ["210421", "210422"],
      vintages: [
        ...[rate("210421", before, nominal), rate("210422", "0", nominal)],
        annual("210421", "2021", { measure: "growth_yoy", ...away }),
      ],
    });
    expect(of("210421")).toMatchObject({ verdict: "no_data", growth: null, missing: ["210421"] });
    expect(of("210422")).toMatchObject({ growth: "0", rank: 1, rank_worst: 2 });
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

  const ofGroup = (indicator: string) =>
    comparisons(warehouse, { indicator, periodEnd: atEndOf("2021"), scope: group.scope });

  beforeAll(() => storePeerGroup(warehouse, group));

  it("is as near to final as the least final of what it pools", async () => {
    await storeCatalogue(warehouse, "mixed_pair", GDP);
    await storeVintages(
      warehouse,
      "mixed_pair",
      levels.map((one) => ({ ...one, status: "final" })),
    );
    const before = await ofGroup("mixed_pair");
    expect(before.of(ofAggregate)).toMatchObject({ growth_status: "final", growth_source: "computed" });
    const flash = { ...level("210422", "2021", "111"), status: "flash", offset: 1 };
    await storeVintages(warehouse, "mixed_pair", [flash]);
    const after = await ofGroup("mixed_pair");
    expect(after.of(ofAggregate)).toMatchObject({ growth_status: "flash", flags: ["MIXED_STATUS"] });
  });

  it("is compared by its own rate only where its peers are, and is listed though no member sent anything", async () => {
    await storeCatalogue(warehouse, "lone_pair", GDP);
    await storeVintages(warehouse, "lone_pair", [rate(ofAggregate, "5")]);
    const alone = await ofGroup("lone_pair");
    expect(alone.of(ofAggregate)).toMatchObject({
      growth: null,
      other_growth: "5",
      verdict: "no_data",
      missing: members,
    });
    await storeVintages(warehouse, "lone_pair", [rate(group.scope, "4")]);
    const published = await ofGroup("lone_pair");
    expect(published.of(ofAggregate)).toMatchObject({ growth: "5", growth_source: "reported", verdict: "above" });
  });
});
