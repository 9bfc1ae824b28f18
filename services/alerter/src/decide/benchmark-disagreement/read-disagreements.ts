import type { Accumulation } from "@yardstick/contracts";
import type { Warehouse } from "@yardstick/warehouse";
import type { ReadingQuestion } from "../alert-kind.ts";
import { nameOf } from "../name-of.ts";
import type { Disagreement } from "./disagreement.ts";

/**
 * The newest period end of a scope that has both averages, for each accumulation. Where two periods end on one day, a
 * quarter and its last month, the longer one speaks.
 */
export async function readDisagreements(
  warehouse: Pick<Warehouse, "query">,
  { scope, indicator, caliber, reference }: ReadingQuestion,
): Promise<Disagreement[]> {
  const aggregates = reference.scopes.get(scope)?.comparedAggregates ?? [];
  const rows = await warehouse.query<DisagreementRow>(DISAGREEMENTS_SQL, { scope, indicator, caliber, aggregates });
  return rows.map((row) => ({
    region: scope,
    accumulation: row.accumulation,
    period: row.period,
    periodEnd: row.period_end,
    published: row.published,
    pooled: row.pooled,
    disagreement: row.disagreement,
    pooledOver: row.pooled_over,
    expected: row.expected,
    absent: row.absent.map((region) => nameOf(reference.regions.get(region), region)),
  }));
}

// Beside a published average a benchmark counts the members that have a rate. Who is in the pool is a narrower
// question, which their bases answer.
const DISAGREEMENTS_SQL = `
WITH newest AS (
    SELECT period, period_start, period_end, accumulation, published, pooled, disagreement, expected
    FROM benchmarks FINAL
    WHERE indicator = {indicator:String} AND scope = {scope:String} AND caliber = {caliber:String}
        AND disagreement IS NOT NULL
    ORDER BY period_end DESC, period_start ASC
    LIMIT 1 BY accumulation
)
SELECT newest.accumulation AS accumulation, newest.period AS period, newest.period_end AS period_end, published, pooled,
    disagreement, expected, pooled_over, absent
FROM newest
LEFT JOIN (
    SELECT period_start, period_end, accumulation,
        toUInt32(countIf(base IS NOT NULL)) AS pooled_over,
        arraySort(groupArrayIf(region, base IS NULL)) AS absent
    FROM comparisons FINAL
    WHERE indicator = {indicator:String} AND scope = {scope:String} AND caliber = {caliber:String}
        AND period_end IN (SELECT period_end FROM newest) AND region NOT IN {aggregates:Array(String)}
    GROUP BY period_start, period_end, accumulation
) AS pool USING (period_start, period_end, accumulation)`;

interface DisagreementRow {
  readonly accumulation: Accumulation;
  readonly period: string;
  readonly period_end: string;
  readonly published: string;
  readonly pooled: string;
  readonly disagreement: string;
  readonly pooled_over: number;
  readonly expected: number;
  readonly absent: readonly string[];
}
