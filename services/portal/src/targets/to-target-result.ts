import type { ReferenceData, TargetResult } from "@yardstick/contracts";
import { toNumber } from "../query/decimals.ts";
import { regionName } from "../read-context.ts";

/** A row of `selectTargets`: decimals as the warehouse writes them. */
export interface TargetRow
  extends Pick<TargetResult, "plan" | "target" | "section" | "commitment" | "region" | "period" | "result"> {
  readonly indicator: string;
  readonly unit: string;
  readonly actual: string | null;
  readonly required: string | null;
  readonly completion: string | null;
  readonly pace: string | null;
  readonly provisional: boolean;
  readonly outside_plan: boolean;
  readonly lead_agencies: string[];
  readonly cooperating_agencies: string[];
}

export function toTargetResult(row: TargetRow, reference: ReferenceData): TargetResult {
  return {
    plan: row.plan,
    target: row.target,
    section: row.section,
    commitment: row.commitment,
    indicator: row.indicator === "" ? null : row.indicator,
    region: row.region,
    regionName: regionName(reference, row.region),
    period: row.period,
    actual: toNumber(row.actual),
    required: toNumber(row.required),
    unit: row.unit === "" ? null : row.unit,
    result: row.result,
    completion: toNumber(row.completion),
    pace: toNumber(row.pace),
    provisional: row.provisional,
    outsidePlan: row.outside_plan,
    leadAgencies: row.lead_agencies,
    cooperatingAgencies: row.cooperating_agencies,
  };
}
