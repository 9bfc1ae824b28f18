import type { Comparison } from "./comparisons.ts";
import { isProvisionalRow, rowOf } from "./measure-growth.ts";
import type { Rank } from "./rank.ts";
import { rational } from "./rational.ts";
import { type Measured, type Target, type TargetQuestion, UNMEASURED } from "./target.ts";

/** S5: met if the worst place of the interval is within the mark, missed only if the best is not. */
export function measureRank(question: TargetQuestion): Measured {
  const { target } = question;
  const row = rowOf(question, target.region);
  const required = target.required === null ? null : rational(target.required);
  if (row === undefined) return { ...UNMEASURED, required };
  const rank = rankOf(row, target);
  if (rank === null || required === null) return { ...UNMEASURED, required, isProvisional: isProvisionalRow(row) };
  const mark = Number(target.required);
  const isMet = rank.rankWorst <= mark ? true : rank.rank > mark ? false : null;
  const isProvisional = isMet === null || isProvisionalRow(row);
  return { actual: rational(rank.rank), required, completion: null, isMet, isProvisional };
}

/**
 * 中游: one of the counted regions is in the upper two thirds of all that are expected. A counted region that is missing
 * may have any place, so that nothing is missed without it.
 */
export function measureMiddleThird(question: TargetQuestion): Measured {
  const { target } = question;
  const rows = target.countedRegions.flatMap((region) => rowOf(question, region) ?? []);
  const expected = rows[0]?.coverage.expected;
  if (expected === undefined) return UNMEASURED;
  const mark = Math.floor((2 * expected) / 3);
  const ranks = rows.flatMap((row) => rankOf(row, target) ?? []);
  const [best, worst] = [ranks.map(({ rank }) => rank), ranks.map(({ rankWorst }) => rankWorst)].map(lowest);
  const isProvisional = rows.some(isProvisionalRow);
  const required = rational(mark);
  if (best === undefined || worst === undefined) return { ...UNMEASURED, required, isProvisional };
  const isMet = worst <= mark ? true : best > mark && ranks.length === rows.length ? false : null;
  return {
    actual: rational(best),
    required,
    completion: null,
    isMet,
    isProvisional: isMet === null || isProvisional,
  };
}

const lowest = (places: readonly number[]): number | undefined => [...places].sort((a, b) => a - b)[0];

const rankOf = (row: Comparison, { rankedBy }: Target): Rank | null =>
  rankedBy === "level" ? row.levelRank : row.rank;
