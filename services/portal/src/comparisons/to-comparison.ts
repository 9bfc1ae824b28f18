import type { Comparison, ReferenceData } from "@yardstick/contracts";
import { Decimal } from "decimal.js";
import { toNumber } from "../query/decimals.ts";
import { regionName } from "../query/region-name.ts";

/** A row of `selectComparisons`: decimals as the warehouse writes them. */
export interface ComparisonRow
  extends Pick<
    Comparison,
    "scope" | "indicator" | "region" | "period" | "accumulation" | "caliber" | "verdict" | "rank"
  > {
  readonly period_start: string;
  readonly period_end: string;
  readonly basis: string;
  readonly price_basis: Comparison["priceBasis"];
  readonly growth: string | null;
  readonly growth_source: Comparison["growthSource"];
  readonly other_growth: string | null;
  readonly benchmark: string | null;
  readonly benchmark_method: Comparison["benchmarkMethod"];
  readonly gap: string | null;
  readonly rank_worst: number | null;
  readonly rank_of: number | null;
  readonly level_rank: number | null;
  readonly level_rank_worst: number | null;
  readonly level_rank_of: number | null;
  readonly contribution: string | null;
  readonly simple: string | null;
  readonly disagreement: string | null;
  readonly reporting: number;
  readonly expected: number;
  readonly coverage_weight: string | null;
  readonly missing: string[];
  readonly outside_plan: boolean;
  readonly flags: Comparison["flags"];
}

/** What stands beside a comparison: its changes, and the own rates of the city and the province above. */
export interface Beside {
  /** The name that the question used for the period, if any. */
  readonly periodAsked: string | undefined;
  readonly growthChange: string | null;
  readonly rankChange: number | null;
  readonly cityGrowth: string | null;
  readonly provinceGrowth: string | null;
}

export function toComparison(row: ComparisonRow, beside: Beside, reference: ReferenceData): Comparison {
  return {
    scope: row.scope,
    indicator: row.indicator,
    region: row.region,
    regionName: regionName(reference, row.region),
    period: beside.periodAsked ?? row.period,
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
    levelRank: row.level_rank,
    levelRankWorst: row.level_rank_worst,
    levelOf: row.level_rank_of,
    contribution: toNumber(row.contribution),
    growthChange: toNumber(beside.growthChange),
    rankChange: beside.rankChange,
    cityGrowth: toNumber(beside.cityGrowth),
    cityGap: difference(row.growth, beside.cityGrowth),
    provinceGrowth: toNumber(beside.provinceGrowth),
    provinceGap: difference(row.growth, beside.provinceGrowth),
    disagreement: toNumber(row.disagreement),
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

/** Percentage points, exact until it becomes the nearest double. */
function difference(growth: string | null, other: string | null): number | null {
  return growth === null || other === null ? null : new Decimal(growth).minus(other).toNumber();
}
