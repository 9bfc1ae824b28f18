import type { Comparison } from "./comparisons.ts";
import { isProvisionalRow, rowOf } from "./measure-growth.ts";
import type { Rank } from "./rank.ts";
import { rational } from "./rational.ts";
import { type Measured, type Target, type TargetQuestion, UNMEASURED } from "./target.ts";

/** S5: met if the worst place of the interval is within the mark, missed only if the best is not. */
export function measureRank(question: TargetQuestion): Measured {
  const { target } = question;
  const row = rowOf(question, target.region);
  const mark = target.required === null ? null : Number(target.required);
  const rank = row && rankOf(row, target);
  const required = mark === null ? null : rational(mark);
  if (!rank || mark === null) return { ...UNMEASURED, required };
  const isMet = rank.rankWorst <= mark ? true : rank.rank > mark ? false : null;
  return {
    actual: rational(rank.rank),
    required,
    completion: null,
    isMet,
    isProvisional: isMet === null || isProvisionalRow(row),
  };
}

/** 中游: one of the counted regions is in the upper two thirds of all that are expected. */
export function measureMiddleThird(question: TargetQuestion): Measured {
  const { target } = question;
  const rows = target.countedRegions.flatMap((region) => rowOf(question, region) ?? []);
  const ranked = rows.flatMap((row) => {
    const rank = rankOf(row, target);
    return rank === null ? [] : [{ row, rank }];
  });
  const best = [...ranked].sort((a, b) => a.rank.rank - b.rank.rank)[0];
  const expected = rows[0]?.coverage.expected;
  if (best === undefined || expected === undefined) return UNMEASURED;
  const mark = Math.floor((2 * expected) / 3);
  const isMet =
    best.rank.rankWorst <= mark ? true : best.rank.rank > mark && ranked.length === rows.length ? false : null;
  return {
    actual: rational(best.rank.rank),
    required: rational(mark),
    completion: null,
    isMet,
    isProvisional: isMet === null || ranked.some(({ row }) => isProvisionalRow(row)),
  };
}

const rankOf = (row: Comparison, { rankedBy }: Target): Rank | null =>
  rankedBy === "level" ? row.levelRank : row.rank;
