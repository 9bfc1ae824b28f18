import { describe, expect, it } from "vitest";
import { againstSimpleMean } from "./against-simple-mean.ts";
import type { ComparisonRow } from "./to-comparison.ts";

const row = {
  ...{ growth: "6.04", growth_source: "reported", simple: "5.96", benchmark: "7", benchmark_method: "published" },
  ...{ gap: "-0.96", verdict: "below", reporting: 41, expected: 41, flags: ["BASE_REVISED"] },
} as unknown as ComparisonRow;

describe("againstSimpleMean", () => {
  it("compares at one decimal where the growth was reported, and leaves the gap unrounded", () => {
    expect(againstSimpleMean(row)).toMatchObject({ benchmark_method: "simple", gap: "0.08", verdict: "at_average" });
    expect(againstSimpleMean({ ...row, growth_source: "computed" }).verdict).toBe("above");
    expect(againstSimpleMean({ ...row, growth: "-16.25", simple: "-16.3" }).verdict).toBe("at_average");
  });

  it("has no benchmark below a coverage of 0.8, and says where it is provisional", () => {
    const thin = againstSimpleMean({ ...row, reporting: 32 });
    expect(thin).toMatchObject({ benchmark: null, benchmark_method: null, gap: null, verdict: "no_benchmark" });
    expect(thin.flags).toEqual(["BASE_REVISED", "NO_BENCHMARK"]);
    const provisional = againstSimpleMean({ ...row, reporting: 33, flags: ["NO_BENCHMARK", "COVERAGE_BY_COUNT"] });
    expect([provisional.verdict, provisional.flags]).toEqual(["at_average", ["COVERAGE_PROVISIONAL"]]);
  });

  it("leaves a region without a rate without a verdict", () => {
    expect(againstSimpleMean({ ...row, growth: null })).toMatchObject({ gap: null, verdict: "no_data" });
  });
});
