import type { WarehouseCommand } from "@yardstick/pipeline";
import { NOW, RULE_SETTINGS } from "@yardstick/warehouse";
import type { RecomputedPack } from "./pack-keys.ts";

const GROWTH_COLUMNS = `indicator, region, period, period_start, period_end, accumulation, caliber, reported,
  reported_price_basis, reported_status, other_reported, level, level_status, base_level, computed, implied_base,
  base_deviation, flags, weight, has_figure, version`;

const COMPARISON_COLUMNS = `scope, indicator, region, period, period_start, period_end, accumulation, caliber,
  price_basis, basis, growth, growth_source, other_growth, growth_status, benchmark, benchmark_method, published, pooled,
  simple, disagreement, gap, compared_gap, base, contribution, level, verdict, rank, rank_worst, rank_of, level_rank,
  level_rank_worst, level_rank_of, reporting, expected, coverage_weight, coverage_grade,
  missing, outside_plan, flags, principal, gone, version`;

/**
 * Computes growth of these periods again, then what rests on it; benchmarks follow by a materialised view. The second
 * statement reads what the first has written, so both go to the same replica.
 */
export function recomputeStatements({ indicators, scopes, periodEnds }: RecomputedPack): WarehouseCommand[] {
  const periods = { indicators, periods: periodEnds };
  const these = "indicators = {indicators:Array(String)}, periods = {periods:Array(Date32)}";
  return [
    {
      sql: `INSERT INTO growth (${GROWTH_COLUMNS}) SELECT ${GROWTH_COLUMNS}
FROM growth_of_observations(${these}, as_of = {as_of:DateTime64(3)})`,
      params: { ...periods, as_of: NOW },
      settings: RULE_SETTINGS,
    },
    {
      sql: `INSERT INTO comparisons (${COMPARISON_COLUMNS}) SELECT ${COMPARISON_COLUMNS}
FROM comparisons_of_growth(${these}) WHERE scope IN {scopes:Array(String)}`,
      params: { ...periods, scopes },
      settings: RULE_SETTINGS,
    },
  ];
}
