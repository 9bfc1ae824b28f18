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
  question: ReadingQuestion,
): Promise<Disagreement[]> {
  const { scope, indicator, caliber, reference } = question;
  const rows = await warehouse.query<DisagreementRow>(DISAGREEMENTS_SQL, { scope, indicator, caliber });
  if (rows.length === 0) return [];
  const pools = await readPools(warehouse, question, rows);
  return rows.map((row) => {
    const pool = pools.find((each) => each.accumulation === row.accumulation && each.period === row.period);
    return {
      region: scope,
      accumulation: row.accumulation,
      period: row.period,
      periodEnd: row.period_end,
      published: row.published,
      pooled: row.pooled,
      disagreement: row.disagreement,
      pooledOver: pool?.pooled_over ?? 0,
      expected: row.expected,
      absent: (pool?.absent ?? []).map((region) => nameOf(reference.regions.get(region), region)),
    };
  });
}

const DISAGREEMENTS_SQL = `
SELECT accumulation, period, period_end, published, pooled, disagreement, expected
FROM benchmarks FINAL
WHERE indicator = {indicator:String} AND scope = {scope:String} AND caliber = {caliber:String}
    AND disagreement IS NOT NULL
ORDER BY period_end DESC, period_start ASC
LIMIT 1 BY accumulation`;

interface DisagreementRow {
  readonly accumulation: Accumulation;
  readonly period: string;
  readonly period_end: string;
  readonly published: string;
  readonly pooled: string;
  readonly disagreement: string;
  readonly expected: number;
}

/**
 * Who is in the pools of these periods. Beside a published average a benchmark counts the members that have a rate; a
 * member without a base has no part in the pool.
 */
function readPools(
  warehouse: Pick<Warehouse, "query">,
  { scope, indicator, caliber, reference }: ReadingQuestion,
  rows: readonly DisagreementRow[],
): Promise<PoolRow[]> {
  return warehouse.query<PoolRow>(POOLS_SQL, {
    ...{ scope, indicator, caliber },
    periodEnds: [...new Set(rows.map((row) => row.period_end))],
    aggregates: reference.scopes.get(scope)?.comparedAggregates ?? [],
  });
}

const POOLS_SQL = `
SELECT accumulation, any(period) AS period,
    toUInt32(countIf(base IS NOT NULL)) AS pooled_over, arraySort(groupArrayIf(region, base IS NULL)) AS absent
FROM comparisons FINAL
WHERE indicator = {indicator:String} AND scope = {scope:String} AND caliber = {caliber:String}
    AND period_end IN {periodEnds:Array(Date32)} AND region NOT IN {aggregates:Array(String)}
GROUP BY accumulation, period_start, period_end`;

interface PoolRow {
  readonly accumulation: Accumulation;
  readonly period: string;
  readonly pooled_over: number;
  readonly absent: readonly string[];
}
