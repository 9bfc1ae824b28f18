import { describe, expect, it } from "vitest";
import type { Select } from "../query/conditions.ts";
import { periodFilter } from "../query/period-filter.ts";
import { TOO_MANY } from "./period-comparisons.ts";
import { storedComparisons } from "./stored-comparisons.ts";

const period = periodFilter("2021-05", "ytd") ?? expect.fail("2021-05 is a period");
const above = { of: () => ({ city: null, province: null }), codes: ["210400"] };

const row = (region: string, period_end: string, growth: string) => ({
  ...{ indicator: "gdp", scope: "s", region, caliber: "natural", accumulation: "ytd", basis: "computed" },
  ...{ period_start: "2021-01-01", period_end, growth, rank: 1 },
});

/** The engine, as far as these questions go. */
function openTables(regions: readonly string[]) {
  const asked: string[] = [];
  const ask = async ({ sql, params }: Select): Promise<never[]> => {
    const isRates = sql.includes("FROM growth");
    const isBefore = "end_before" in params;
    const isFurther = sql.includes("argMax");
    asked.push(isRates ? "rates" : isBefore ? "before" : isFurther ? "further back" : "rows");
    if (isRates) return [];
    if (isBefore) return [row(regions[0] ?? "", String(params.end_before), "3")] as never[];
    const further = { indicator: "gdp", scope: "s", caliber: "natural", chain: "ytd", basis_before: "computed" };
    if (isFurther) return [{ ...further, region: regions[1], growth_before: "1", rank_before: 4 }] as never[];
    return regions.map((region) => row(region, period.end, "3.5")) as never[];
  };
  const endsBefore = ["2021-04-30", "2021-03-31"];
  return { asked, known: storedComparisons({ indicator: "gdp", period, endsBefore }, { ask, above }) };
}

describe("storedComparisons", () => {
  it("finds changes in the newest period before, and looks further back once for those that have none there", async () => {
    const { asked, known } = openTables(["a", "b"]);
    const { rows, changesOf } = (await known) as Exclude<Awaited<typeof known>, typeof TOO_MANY>;
    expect(await changesOf(rows.slice(0, 1))).toEqual([{ growth_change: "0.5", rank_change: 0 }]);
    expect(asked.sort()).toEqual(["before", "rates", "rows"]);
    const both = [
      { growth_change: "0.5", rank_change: 0 },
      { growth_change: "2.5", rank_change: 3 },
    ];
    expect(await Promise.all([changesOf(rows), changesOf(rows)])).toEqual([both, both]);
    expect(asked.filter((question) => question === "further back")).toHaveLength(1);
  });

  it("holds no more rows than it may", async () => {
    const regions = Array.from({ length: 10_001 }, (_, at) => String(at));
    expect(await openTables(regions).known).toBe(TOO_MANY);
    expect((await openTables(regions.slice(1)).known).rows).toHaveLength(10_000);
  });
});
