import type { Comparison, ReferenceData } from "@yardstick/contracts";
import { toNumber } from "../query/decimals.ts";
import { regionName } from "../read-context.ts";

/** A row of `selectComparisons`: decimals as the warehouse writes them. */
export interface ComparisonRow
  extends Pick<
    Comparison,
    "scope" | "indicator" | "region" | "period" | "accumulation" | "caliber" | "verdict" | "rank"
  > {
  readonly price_basis: Comparison["priceBasis"];
  readonly growth: string | null;
  readonly growth_source: Comparison["growthSource"];
  readonly other_growth: string | null;
  readonly benchmark: string | null;
  readonly benchmark_method: Comparison["benchmarkMethod"];
  readonly gap: string | null;
  readonly rank_worst: number | null;
  readonly rank_of: number | null;
  readonly growth_change: string | null;
  readonly rank_change: number | null;
  readonly reporting: number;
  readonly expected: number;
  readonly coverage_weight: string | null;
  readonly missing: string[];
  readonly outside_plan: boolean;
  readonly flags: Comparison["flags"];
}

/** `period` is the name that the question used, where it used one. */
export function toComparison(row: ComparisonRow, reference: ReferenceData, period: string = row.period): Comparison {
  return {
    scope: row.scope,
    indicator: row.indicator,
    region: row.region,
    regionName: regionName(reference, row.region),
    period,
    accumulation: row.accumulation,
    priceBasis: row.price_basis,
    caliber: row.caliber,
    growth: toNumber(row.growth),
    growthSource: row.growth_source,
    otherGrowth: toNumber(row.other_growth),
    benchmark: toNumber(row.benchmark),
    benchmarkMethod: row.benchmark_method,
    gap: toNumber(row.gap),
    verdict: row.verdict,
    rank: row.rank,
    rankWorst: row.rank_worst,
    of: row.rank_of,
    growthChange: toNumber(row.growth_change),
    rankChange: row.rank_change,
    coverage: {
      reporting: row.reporting,
      expected: row.expected,
      weight: toNumber(row.coverage_weight),
      missing: row.missing,
    },
    outsidePlan: row.outside_plan,
    flags: row.flags,
  };
}
