import { loadReference } from "@yardstick/contracts";
import { describe, expect, it } from "vitest";
import { allRegionsAbove, type RateRow, rateFor, regionsAbove } from "./rates-above.ts";
import type { ComparisonRow } from "./to-comparison.ts";

const reference = loadReference();

describe("regionsAbove", () => {
  it.each([
    ["210421", "210400", "210000"],
    ["210400-XY", "210400", "210000"],
    ["210400", null, "210000"],
    ["210000", null, null],
    ["999999", null, null],
  ])("of %s are %s and %s", (region, city, province) => {
    expect(regionsAbove(region, reference)).toEqual({ city, province });
    expect(allRegionsAbove(reference).of(region)).toEqual({ city, province });
  });

  it("are cities and provinces", () => {
    const { codes } = allRegionsAbove(reference);
    expect(codes).toContain("210400");
    expect(new Set(codes.map((code) => reference.regions.get(code)?.level))).toEqual(new Set(["city", "province"]));
  });
});

describe("rateFor", () => {
  const key = {
    ...{
      indicator: "gdp",
      period_start: "2021-01-01",
      period_end: "2021-12-31",
      accumulation: "ytd",
      caliber: "natural",
    },
  } as const;
  const rate: RateRow = { ...key, region: "210400", reported: "1.0", computed: "5.11" };
  const rates = new Map([["210400", [rate]]]);
  const on = (basis: string, of = rates) =>
    rateFor({ ...key, region: "210421", basis } as ComparisonRow, "210400", of, reference);

  it("is on the basis of the comparison", () => {
    expect(["reported", "computed", "either"].map((basis) => on(basis))).toEqual(["1.0", "5.11", "1.0"]);
    const unreported = new Map([["210400", [{ ...rate, reported: null }]]]);
    expect(["reported", "computed", "either"].map((basis) => on(basis, unreported))).toEqual([null, "5.11", "5.11"]);
    expect(rateFor({ ...key, basis: "either" } as ComparisonRow, null, rates, reference)).toBeNull();
  });
});
