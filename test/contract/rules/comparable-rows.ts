import type { Comparison } from "../../oracle/comparisons.ts";
import { compare, hundred, magnitude, type Rational, rational, subtract, toDecimal } from "../../oracle/rational.ts";
import type { ComparisonRow } from "./view-rows.ts";

/**
 * The engine's twenty digits lose one in the last at each division, and sums and a multiplication by a hundred carry it
 * up. A number within 10^-12 of the exact one, or of a share of it as small, stands for it.
 */
export function settled(got: string | null, wanted: Rational | null): string | null {
  if (got === null) return null;
  const exact = rational(got);
  const isNear = wanted !== null && compare(scaled(magnitude(subtract(exact, wanted))), atLeastOne(wanted)) <= 0;
  return written(isNear ? wanted : exact);
}

export const written = (value: Rational | null) => (value === null ? null : toDecimal(value, 15));

const scaled = ({ top, bottom }: Rational): Rational => ({ top: top * 10n ** 12n, bottom });
const atLeastOne = (value: Rational): Rational =>
  compare(magnitude(value), hundred) > 0 ? magnitude(value) : { top: 1n, bottom: 1n };

/** The oracle's answer in the shape of the view's rows. */
export function fromOracle(comparison: Comparison) {
  const { coverage, rank, levelRank } = comparison;
  return {
    key: keyOf(comparison),
    basis: comparison.basis,
    growth: written(comparison.growth),
    growthSource: comparison.growthSource,
    growthStatus: comparison.growthStatus,
    otherGrowth: written(comparison.otherGrowth),
    priceBasis: comparison.priceBasis,
    benchmark: written(comparison.benchmark),
    method: comparison.method,
    pooled: written(comparison.pooled),
    simple: written(comparison.simple),
    disagreement: written(comparison.disagreement),
    base: written(comparison.base),
    contribution: written(comparison.contribution),
    level: written(comparison.level),
    gap: written(comparison.gap),
    verdict: comparison.verdict,
    rank: rank && [rank.rank, rank.rankWorst, rank.rankOf],
    levelRank: levelRank && [levelRank.rank, levelRank.rankWorst, levelRank.rankOf],
    coverage: [coverage.reporting, coverage.expected, written(coverage.weight), coverage.grade, ...coverage.missing],
    flags: [...comparison.flags].sort(),
  };
}

/** A row of the view beside the oracle's answer for the same key, where there is one. */
export function fromView(row: ComparisonRow, wanted: Comparison | undefined): ReturnType<typeof fromOracle> {
  const number = (got: string | null, exact: Rational | null | undefined) => settled(got, exact ?? null);
  return {
    key: keyOfRow(row),
    basis: row.basis as Comparison["basis"],
    growth: number(row.growth, wanted?.growth),
    growthSource: row.growth_source as Comparison["growthSource"],
    growthStatus: row.growth_status,
    otherGrowth: number(row.other_growth, wanted?.otherGrowth),
    priceBasis: row.price_basis,
    benchmark: number(row.benchmark, wanted?.benchmark),
    method: row.benchmark_method as Comparison["method"],
    pooled: number(row.pooled, wanted?.pooled),
    simple: number(row.simple, wanted?.simple),
    disagreement: number(row.disagreement, wanted?.disagreement),
    base: number(row.base, wanted?.base),
    contribution: number(row.contribution, wanted?.contribution),
    level: number(row.level, wanted?.level),
    gap: number(row.gap, wanted?.gap),
    verdict: row.verdict as Comparison["verdict"],
    rank: placesOf(row.rank, row.rank_worst, row.rank_of),
    levelRank: placesOf(row.level_rank, row.level_rank_worst, row.level_rank_of),
    coverage: [
      row.reporting,
      row.expected,
      number(row.coverage_weight, wanted?.coverage.weight),
      row.coverage_grade,
      ...row.missing,
    ],
    flags: [...row.flags].sort(),
  };
}

/** Both sides in one order, for one look at what differs. */
export function sideBySide(rows: readonly ComparisonRow[], wanted: readonly Comparison[]) {
  const byKey = new Map(wanted.map((one) => [keyOf(one), one]));
  const inOrder = (a: { readonly key: string }, b: { readonly key: string }) => (a.key < b.key ? -1 : 1);
  return {
    got: rows.map((row) => fromView(row, byKey.get(keyOfRow(row)))).sort(inOrder),
    wanted: wanted.map(fromOracle).sort(inOrder),
  };
}

const placesOf = (rank: number | null, worst: number | null, of: number | null) =>
  rank === null || worst === null || of === null ? null : [rank, worst, of];

const keyOf = ({ periodStart, periodEnd, accumulation, caliber, region }: Comparison) =>
  `${periodStart}..${periodEnd} ${accumulation} ${caliber} ${region}`;

const keyOfRow = (row: ComparisonRow) =>
  `${row.period_start}..${row.period_end} ${row.accumulation} ${row.caliber} ${row.region}`;
