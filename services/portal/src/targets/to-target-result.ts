import type { Accumulation, ReferenceData, TargetResult } from "@yardstick/contracts";
import { Decimal } from "decimal.js";
import { toNumber } from "../query/decimals.ts";
import { regionName } from "../query/region-name.ts";

/** A row of `selectTargets`: decimals as the warehouse writes them. */
export interface TargetRow
  extends Pick<
    TargetResult,
    "plan" | "target" | "line" | "form" | "section" | "commitment" | "region" | "period" | "result"
  > {
  readonly text_zh: string;
  readonly text_en: string;
  readonly indicator: string;
  readonly unit: string;
  readonly period_end: string;
  /** Empty where the target has no result. */
  readonly accumulation: Accumulation | "";
  readonly is_dated: boolean;
  readonly deadline: string;
  readonly actual: string | null;
  readonly required: string | null;
  readonly completion: string | null;
  readonly pace: string | null;
  readonly profile: string | null;
  readonly provisional: boolean;
  readonly outside_plan: boolean;
  readonly lead_agencies: string[];
  readonly cooperating_agencies: string[];
}

export function toTargetResult(row: TargetRow, reference: ReferenceData): TargetResult {
  return {
    plan: row.plan,
    target: row.target,
    line: row.line,
    form: row.form,
    section: row.section,
    text: { zh: row.text_zh, en: row.text_en },
    commitment: row.commitment,
    indicator: row.indicator === "" ? null : row.indicator,
    region: row.region,
    regionName: regionName(reference, row.region),
    period: row.period,
    deadline: row.is_dated ? row.deadline : null,
    actual: toNumber(row.actual),
    required: toNumber(row.required),
    unit: row.unit === "" ? null : row.unit,
    result: row.result,
    completion: toNumber(row.completion),
    pace: toNumber(row.pace),
    paceGap: paceGap(row),
    lastYearPace: toNumber(row.profile),
    provisional: row.provisional,
    outsidePlan: row.outside_plan,
    leadAgencies: row.lead_agencies,
    cooperatingAgencies: row.cooperating_agencies,
  };
}

/** Percentage points; exact until it becomes the nearest double. */
function paceGap({ completion, pace }: TargetRow): number | null {
  return completion === null || pace === null ? null : new Decimal(completion).minus(pace).toNumber();
}
