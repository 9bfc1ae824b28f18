import type { Judgement } from "../judgement.ts";
import type { Comparison } from "./comparison.ts";
import type { CountyAverageRule } from "./county-average-rules.ts";

/**
 * The target is strict: `at_average` is not above, and a breach as `below` is. DOMAIN §8.
 *
 * Every breach of an S1 target is critical, for the headline region and for a county alike, unless its figures are not
 * firm: current-price levels that stand in for a rate at constant or comparable prices (DOMAIN §4), or a benchmark that
 * rests on a part of the counties (DOMAIN §5), make it a warning at most.
 */
export function judgeComparison(comparison: Comparison, rule: JudgedBy): Judgement {
  const month = comparison.periodEnd.slice(0, 7);
  return {
    isBreach: comparison.verdict !== "above",
    severity: restsOnLevels(comparison, rule) || comparison.isProvisional ? "warning" : "critical",
    period: comparison.period,
    periodEnd: comparison.periodEnd,
    value: comparison.growth,
    threshold: comparison.benchmark,
    gap: comparison.comparedGap,
    benchmarkMethod: comparison.benchmarkMethod,
    rank: comparison.rank,
    rankOf: comparison.rankOf,
    outsidePlan: month < rule.validFrom || month > rule.deadline,
  };
}

export type JudgedBy = Pick<CountyAverageRule, "validFrom" | "deadline" | "isRealGrowth">;

/** The growth was computed from current-price levels although the indicator's is at constant or comparable prices. */
export function restsOnLevels({ basis }: Comparison, { isRealGrowth }: Pick<JudgedBy, "isRealGrowth">): boolean {
  return isRealGrowth && basis !== "reported";
}
