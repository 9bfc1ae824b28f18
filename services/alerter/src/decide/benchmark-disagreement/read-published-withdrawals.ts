import type { Warehouse } from "@yardstick/warehouse";
import type { WithdrawalQuestion } from "../read-withdrawals.ts";

/**
 * Ids of the findings whose published figure its source has taken back: nothing is published for the period, and a rate
 * of the pseudo-region stands there without a value. A pool that fell below its coverage, or a change of the
 * comparison's basis, leaves no disagreement either, but is no withdrawal.
 */
export async function readPublishedWithdrawals(
  warehouse: Pick<Warehouse, "query">,
  { figures, caliber }: WithdrawalQuestion,
): Promise<ReadonlySet<string>> {
  const withdrawn = new Set<string>();
  for (const { alertId, scope, indicator, region, accumulation, periodEnd } of figures) {
    const params = { scope, indicator, region, accumulation, caliber, periodEnd };
    const [answer] = await warehouse.query<{ withdrawn: number | boolean }>(WITHDRAWN_SQL, params);
    if (answer?.withdrawn) withdrawn.add(alertId);
  }
  return withdrawn;
}

const WITHDRAWN_SQL = `
SELECT count() > 0 AS withdrawn
FROM observations FINAL
WHERE indicator = {indicator:String} AND region = {region:String} AND measure = 'growth_yoy'
    AND period_end = {periodEnd:Date32} AND accumulation = {accumulation:String} AND caliber = {caliber:String}
    AND value IS NULL
    AND period_start IN (
        SELECT period_start FROM benchmarks FINAL
        WHERE indicator = {indicator:String} AND scope = {scope:String} AND period_end = {periodEnd:Date32}
            AND accumulation = {accumulation:String} AND caliber = {caliber:String} AND published IS NULL
    )`;
