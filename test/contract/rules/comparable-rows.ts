import type { Comparison } from "../../oracle/comparisons.ts";
import { type Rational, rational, toDecimal } from "../../oracle/rational.ts";
import type { ComparisonRow } from "./view-rows.ts";

/**
 * Twelve digits of the engine's twenty: each division leaves an error of one in the last, and sums and a multiplication
 * by a hundred carry it up.
 */
export const DIGITS = 12;

/** The oracle's answer in the shape of the view's rows. */
export function fromOracle(comparison: Comparison) {
  const { coverage } = comparison;
  return {
    key: `${comparison.periodStart}..${comparison.periodEnd} ${comparison.accumulation} ${comparison.caliber} ${comparison.region}`,
    basis: comparison.basis,
    growth: written(comparison.growth),
    growthSource: comparison.growthSource,
    otherGrowth: written(comparison.otherGrowth),
    priceBasis: comparison.priceBasis,
    benchmark: written(comparison.benchmark),
    method: comparison.method,
    simple: written(comparison.simple),
    gap: written(comparison.gap),
    verdict: comparison.verdict,
    rank: [comparison.rank, comparison.rankWorst, comparison.rankOf],
    coverage: [coverage.reporting, coverage.expected, written(coverage.weight), coverage.grade, ...coverage.missing],
    flags: [...comparison.flags].sort(),
  };
}

export function fromView(row: ComparisonRow): ReturnType<typeof fromOracle> {
  return {
    key: `${row.period_start}..${row.period_end} ${row.accumulation} ${row.caliber} ${row.region}`,
    basis: row.basis as Comparison["basis"],
    growth: rewritten(row.growth),
    growthSource: row.growth_source as Comparison["growthSource"],
    otherGrowth: rewritten(row.other_growth),
    priceBasis: row.price_basis,
    benchmark: rewritten(row.benchmark),
    method: row.benchmark_method as Comparison["method"],
    simple: rewritten(row.simple),
    gap: rewritten(row.gap),
    verdict: row.verdict as Comparison["verdict"],
    rank: [row.rank, row.rank_worst, row.rank_of],
    coverage: [row.reporting, row.expected, rewritten(row.coverage_weight), row.coverage_grade, ...row.missing],
    flags: [...row.flags].sort(),
  };
}

export const byKey = (a: { readonly key: string }, b: { readonly key: string }) => (a.key < b.key ? -1 : 1);

export const written = (value: Rational | null) => (value === null ? null : toDecimal(value, DIGITS));
export const rewritten = (text: string | null) => (text === null ? null : toDecimal(rational(text), DIGITS));
