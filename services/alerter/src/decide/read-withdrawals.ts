import { type Accumulation, type ReferenceData, scopeMembersOn } from "@yardstick/contracts";
import type { Warehouse } from "@yardstick/warehouse";

/** A figure that a firing alert stands on. */
export interface StandingFigure {
  readonly alertId: string;
  readonly scope: string;
  readonly indicator: string;
  readonly region: string;
  readonly accumulation: Accumulation;
  readonly periodEnd: string;
}

export interface WithdrawalQuestion {
  readonly figures: readonly StandingFigure[];
  readonly caliber: string;
  readonly reference: Pick<ReferenceData, "regions" | "scopes">;
}

/**
 * Ids of the alerts whose very figure its source has taken back: the comparison has no data, and a figure of the region
 * (of a member, where the region is a sum) stands as withdrawn, withheld or missing by the word of its source. Without the second a change of the comparison's basis,
 * which leaves a region without a rate too, would resolve alerts by silence.
 */
export async function readWithdrawals(
  warehouse: Pick<Warehouse, "query">,
  { figures, caliber, reference }: WithdrawalQuestion,
): Promise<ReadonlySet<string>> {
  const withdrawn = new Set<string>();
  for (const { alertId, scope, indicator, region, accumulation, periodEnd } of figures) {
    const regions = [region, ...scopeMembersOn(reference, region, periodEnd)];
    const [answer] = await warehouse.query<{ withdrawn: number | boolean }>(WITHDRAWN_SQL, {
      scope,
      indicator,
      region,
      regions,
      accumulation,
      caliber,
      periodEnd,
    });
    if (answer?.withdrawn) withdrawn.add(alertId);
  }
  return withdrawn;
}

const WITHDRAWN_SQL = `
SELECT (
    SELECT count() FROM comparisons FINAL
    WHERE indicator = {indicator:String} AND scope = {scope:String} AND region = {region:String}
        AND period_end = {periodEnd:Date32} AND accumulation = {accumulation:String} AND caliber = {caliber:String}
        AND verdict = 'no_data'
) > 0 AND (
    SELECT count() FROM observations FINAL
    WHERE indicator = {indicator:String} AND region IN {regions:Array(String)}
        AND period_end = {periodEnd:Date32} AND accumulation = {accumulation:String}
        AND value IS NULL AND outcome != 'refused'
) > 0 AS withdrawn`;
