import type { Accumulation } from "@yardstick/contracts";
import type { Warehouse } from "@yardstick/warehouse";
import type { ReadingQuestion } from "../alert-kind.ts";
import type { Comparison } from "./comparison.ts";

/**
 * The newest period end with a verdict of each region and accumulation. Where two periods end on one day, a quarter and
 * its last month, the longer one speaks.
 */
export async function readComparisons(
  warehouse: Pick<Warehouse, "query">,
  { scope, indicator, caliber, regions }: ReadingQuestion,
): Promise<Comparison[]> {
  const rows = await warehouse.query<ComparisonRow>(COMPARISONS_SQL, { scope, indicator, caliber, regions });
  return rows.map((row) => ({
    region: row.region,
    accumulation: row.accumulation,
    period: row.period,
    periodEnd: row.period_end,
    verdict: row.verdict,
    growth: row.growth,
    benchmark: row.benchmark,
    comparedGap: row.compared_gap,
    benchmarkMethod: row.benchmark_method,
    basis: row.basis,
    rank: row.rank,
    rankOf: row.rank_of,
    isProvisional: row.coverage_grade === "provisional",
  }));
}

const COMPARISONS_SQL = `
SELECT region, accumulation, period, period_end, verdict, growth, benchmark, compared_gap, benchmark_method, basis,
    rank, rank_of, coverage_grade
FROM comparisons FINAL
WHERE indicator = {indicator:String} AND scope = {scope:String} AND caliber = {caliber:String}
    AND region IN {regions:Array(String)} AND verdict IN ('above', 'at_average', 'below')
ORDER BY period_end DESC, period_start ASC
LIMIT 1 BY region, accumulation`;

interface ComparisonRow {
  readonly region: string;
  readonly accumulation: Accumulation;
  readonly period: string;
  readonly period_end: string;
  readonly verdict: Comparison["verdict"];
  readonly growth: string | null;
  readonly benchmark: string | null;
  readonly compared_gap: string | null;
  readonly benchmark_method: string | null;
  readonly basis: string;
  readonly rank: number | null;
  readonly rank_of: number | null;
  readonly coverage_grade: string;
}
