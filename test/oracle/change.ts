import { yearsBefore } from "./calendar.ts";
import type { Comparison } from "./comparisons.ts";
import { type Rational, subtract } from "./rational.ts";

/** What a 月通报 prints beside a rate: points of growth and places gained since the period before. */
export interface Change {
  readonly growth: Rational | null;
  readonly rank: number | null;
}

/**
 * Against the newest earlier period with a growth, not more than twelve months back: years to date against years to
 * date, single periods against those of their length. None between a reported and a computed basis.
 */
export function changeOf(row: Comparison, all: readonly Comparison[]): Change {
  const earliest = yearsBefore(row.periodEnd, 1);
  const earlier = all
    .filter((other) => other.region === row.region && other.caliber === row.caliber && other.growth !== null)
    .filter((other) => other.periodEnd < row.periodEnd && other.periodEnd >= earliest && isSameKind(row, other))
    .sort((a, b) => (a.periodEnd < b.periodEnd ? 1 : -1))[0];
  if (earlier === undefined || earlier.basis !== row.basis) return { growth: null, rank: null };
  return {
    growth: row.growth && earlier.growth && subtract(row.growth, earlier.growth),
    rank: row.rank && earlier.rank && earlier.rank.rank - row.rank.rank,
  };
}

/** A year to date is the single period of its span too, where single periods are asked. */
function isSameKind(row: Comparison, other: Comparison): boolean {
  if (row.accumulation !== "period") return row.accumulation === other.accumulation;
  return other.accumulation !== "point" && monthsOf(row) === monthsOf(other);
}

function monthsOf({ periodStart, periodEnd }: Comparison): number {
  const [from, to] = [periodStart, periodEnd].map((day) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)));
  return (to ?? 0) - (from ?? 0) + 1;
}
