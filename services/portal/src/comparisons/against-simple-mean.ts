import { Decimal } from "decimal.js";
import type { ComparisonRow } from "./to-comparison.ts";

/**
 * A comparison against the simple mean of the members' rates, for whoever asks for it by name (DOMAIN §5). The mean
 * weighs members alike, so their number alone is its coverage: below 0.8 there is none. Values are compared at one
 * decimal, half away from zero, where the growth was reported; the gap stays unrounded.
 */
export function againstSimpleMean(row: ComparisonRow): ComparisonRow {
  const coverage = row.expected === 0 ? 0 : row.reporting / row.expected;
  const benchmark = coverage < LEAST_COVERAGE ? null : row.simple;
  const flags = [
    ...row.flags.filter((flag) => !OF_BENCHMARK.has(flag)),
    ...(benchmark === null ? ["NO_BENCHMARK" as const] : []),
    ...(benchmark !== null && coverage < FINAL_COVERAGE ? ["COVERAGE_PROVISIONAL" as const] : []),
  ];
  const compared = { ...row, benchmark, benchmark_method: benchmark === null ? null : ("simple" as const), flags };
  if (row.growth === null) return { ...compared, gap: null, verdict: "no_data" };
  if (benchmark === null) return { ...compared, gap: null, verdict: "no_benchmark" };
  const gap = new Decimal(row.growth).minus(benchmark).toFixed();
  return { ...compared, gap, verdict: verdictOf(row.growth, benchmark, row.growth_source === "reported") };
}

const LEAST_COVERAGE = 0.8;
const FINAL_COVERAGE = 0.95;

/** Flags that speak of the benchmark which the mean takes the place of. */
const OF_BENCHMARK = new Set<string>(["NO_BENCHMARK", "COVERAGE_PROVISIONAL", "COVERAGE_BY_COUNT", "CALIBER"]);

function verdictOf(growth: string, benchmark: string, isReported: boolean): ComparisonRow["verdict"] {
  const compared = isReported ? oneDecimal(growth).minus(oneDecimal(benchmark)) : new Decimal(growth).minus(benchmark);
  if (compared.greaterThan("1e-9")) return "above";
  return compared.lessThan("-1e-9") ? "below" : "at_average";
}

const oneDecimal = (rate: string) => new Decimal(rate).toDecimalPlaces(1, Decimal.ROUND_HALF_UP);
