import type { Accumulation } from "@yardstick/contracts";
import { KEY_FIRST, type Warehouse } from "@yardstick/warehouse";
import type { ReadingQuestion } from "../alert-kind.ts";
import type { Comparison } from "./comparison.ts";

/**
 * The newest period end with a verdict of each region and accumulation. Where two periods end on one day, a quarter and
 * its last month, the longer one speaks.
 *
 * The table has the period before the scope, and FINAL over a scope's whole history would read that of its indicator.
 * So the newest days are looked up first, without FINAL; a verdict that stands there alone may since have been replaced
 * by none, and only then the history is read.
 */
export async function readComparisons(
  warehouse: Pick<Warehouse, "query">,
  { scope, indicator, caliber, regions }: ReadingQuestion,
): Promise<Comparison[]> {
  const question = { scope, indicator, caliber, regions };
  const newest = await warehouse.query<NewestRow>(NEWEST_DAYS_SQL, question);
  if (newest.length === 0) return [];
  const periodEnds = [...new Set(newest.map((row) => row.newest_end))].sort();
  const rows = await warehouse.query<ComparisonRow>(comparisonsSql(ON_DAYS), { ...question, periodEnds }, KEY_FIRST);
  const settled = new Set(rows.map((row) => `${keyOf(row)} ${row.period_end}`));
  const isSettled = newest.every((row) => settled.has(`${keyOf(row)} ${row.newest_end}`));
  const judged = isSettled ? rows : await warehouse.query<ComparisonRow>(comparisonsSql(EVER), question, KEY_FIRST);
  return judged.map(toComparison);
}

const keyOf = ({ region, accumulation }: Pick<ComparisonRow, "region" | "accumulation">) => `${region} ${accumulation}`;

/** Later than any day that really has a verdict, or that day. */
interface NewestRow extends Pick<ComparisonRow, "region" | "accumulation"> {
  readonly newest_end: string;
}

const WITH_VERDICT = `indicator = {indicator:String} AND scope = {scope:String} AND caliber = {caliber:String}
    AND region IN {regions:Array(String)} AND verdict IN ('above', 'at_average', 'below')`;

const NEWEST_DAYS_SQL = `
SELECT region, accumulation, max(period_end) AS newest_end
FROM comparisons
WHERE ${WITH_VERDICT}
GROUP BY region, accumulation`;

const ON_DAYS = "period_end IN {periodEnds:Array(Date32)}";
const EVER = "1";

const comparisonsSql = (days: typeof ON_DAYS | typeof EVER) => `
SELECT region, accumulation, period, period_end, verdict, growth, benchmark, compared_gap, benchmark_method, basis,
    rank, rank_of, coverage_grade
FROM comparisons FINAL
WHERE ${WITH_VERDICT} AND ${days}
ORDER BY period_end DESC, period_start ASC
LIMIT 1 BY region, accumulation`;

function toComparison(row: ComparisonRow): Comparison {
  return {
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
  };
}

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
