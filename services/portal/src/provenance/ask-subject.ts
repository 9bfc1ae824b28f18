import type { Comparison, Page, ProvenanceQuery, ReferenceData } from "@yardstick/contracts";
import { selectAlerts } from "../alerts/select-alerts.ts";
import { type AlertRow, toAlert } from "../alerts/to-alert.ts";
import { handleListComparisons } from "../comparisons/handle-list-comparisons.ts";
import type { Condition } from "../query/conditions.ts";
import { toDateTime64 } from "../query/instant.ts";
import { type PeriodFilter, periodFilter } from "../query/period-filter.ts";
import { resolveCodes } from "../query/resolve-codes.ts";
import type { ReadContext } from "../read-context.ts";
import { targetsFilter } from "../targets/handle-list-targets.ts";
import { targetsAsOf } from "../targets/list-targets-as-of.ts";
import { selectTargets } from "../targets/select-targets.ts";
import { type TargetRow, toTargetResult } from "../targets/to-target-result.ts";
import { askFigureSubject } from "./ask-figure-subject.ts";
import { askSubmissionSubject } from "./ask-submission-subject.ts";
import type { ProvenanceQuestion } from "./provenance-question.ts";
import { noSuchSubject, subjectKindOf } from "./read-subject.ts";

/**
 * Reads the subject, and says what its provenance is asked with.
 * @throws HttpProblem 400 ONE_SUBJECT_NEEDED or UNKNOWN_CODE, 404 NO_SUCH_SUBJECT
 */
export async function askSubject(query: ProvenanceQuery, context: ReadContext): Promise<ProvenanceQuestion> {
  const kind = subjectKindOf(query);
  const known = { ...query, ...resolveCodes(query, context.reference) };
  switch (kind) {
    case "comparison":
      return askComparison(known, context);
    case "target_result":
      return askTargetResult(known, context);
    case "alert":
      return askAlert(known, context);
    case "observation":
      return askFigureSubject(known, context);
    case "submission":
      return askSubmissionSubject(known, context);
  }
}

async function askComparison(query: ProvenanceQuery, context: ReadContext): Promise<ProvenanceQuestion> {
  const { scope = "", indicator = "", region = "", period = "", accumulation, asOf } = query;
  const filters = { scope, indicator, region, period, ...(accumulation && { accumulation }), ...(asOf && { asOf }) };
  const { data }: Page<Comparison> = JSON.parse((await handleListComparisons(filters, context)).toString());
  const comparison = data.find(({ caliber }) => query.caliber === undefined || caliber === query.caliber);
  if (comparison === undefined) throw noSuchSubject("There is no such comparison.");
  const span = spanOf(period, comparison.accumulation);
  const key = {
    sql: `scope = {scope:String} AND accumulation = {accumulation:String} AND caliber = {caliber:String}
    AND period_start = {period_start:Date32} AND period_end = {period_end:Date32}`,
    params: { scope, region, accumulation: comparison.accumulation, caliber: comparison.caliber, ...span },
  };
  const steps = [{ indicator, periodEnds: [span.period_end] }];
  return {
    subject: { kind: "comparison", comparison },
    figures: { kind: "rested-on", steps, where: also("subject = 'comparison' AND region = {region:String}", key) },
    // A target that is judged by the comparison has the region's own figures as its own.
    results: {
      steps,
      where: also(
        "subject != 'comparison' AND figure_region = {region:String} AND role IN ('level', 'base', 'reported_rate')",
        key,
      ),
    },
  };
}

async function askTargetResult(query: ProvenanceQuery, context: ReadContext): Promise<ProvenanceQuestion> {
  const { plan = "", target = "", region = "", period = "" } = query;
  const filter = { ...targetsFilter(context), plan, target, region, period: periodNamed(query) };
  const rows =
    query.asOf === undefined
      ? await context.ask<TargetRow>(selectTargets(filter, { after: null, limit: 1 }))
      : await targetsAsOf(filter, toDateTime64(query.asOf), context);
  const row = rows[0];
  if (row === undefined) throw noSuchSubject(`Plan ${plan} has no target ${target} for ${region}.`);
  const accumulation = row.accumulation === "" ? "ytd" : row.accumulation;
  const span = spanOf(period, accumulation);
  const where = {
    sql: "accumulation = {accumulation:String} AND period_end = {period_end:Date32}",
    params: { plan, target, region, accumulation, period_end: span.period_end },
  };
  const key = also("plan = {plan:String} AND target = {target:String} AND region = {region:String}", where);
  const steps = indicatorsOf(plan, target, context.reference).map((indicator) => ({
    indicator,
    periodEnds: [span.period_end],
  }));
  return {
    subject: { kind: "target_result", targetResult: toTargetResult(row, context.reference) },
    figures: { kind: "rested-on", steps, where: also("subject = 'target_result'", key) },
    results: { steps, where: also("subject = 'alert'", key) },
  };
}

/** The indicator that a target judges; of an assessment those of its components. */
function indicatorsOf(plan: string, target: string, { plans }: ReferenceData): string[] {
  const targets = plans.get(plan)?.targets ?? [];
  const definition = targets.find(({ id }) => id === target);
  if (definition === undefined) return [];
  if (definition.form !== "assessment_score") return [definition.indicator];
  const parts = new Set(definition.components.map((component) => component.target));
  return [...new Set(targets.flatMap(({ id, indicator }) => (parts.has(id) ? (indicator ?? []) : [])))].sort();
}

async function askAlert({ alertId, asOf }: ProvenanceQuery, context: ReadContext): Promise<ProvenanceQuestion> {
  const known = asOf === undefined ? undefined : toDateTime64(asOf);
  const [row] = await context.ask<AlertRow>(selectAlerts({ alertId, asOf: known, after: null, limit: 1 }));
  if (row === undefined) throw noSuchSubject("There is no such alert.");
  const { period_end } = spanOf(row.period, row.accumulation);
  const steps = row.indicator === "" ? [] : [{ indicator: row.indicator, periodEnds: [period_end] }];
  const where = also("subject = 'alert' AND alert_id = {alert_id:String}", { sql: "1", params: { alert_id: alertId } });
  return {
    subject: { kind: "alert", alert: toAlert(row, context.reference) },
    figures: { kind: "rested-on", steps, where },
    results: { steps: [], where },
  };
}

/** A condition and what else has to hold; the parameters of both are those of the second. */
const also = (sql: string, { sql: rest, params }: Condition): Condition => ({ sql: `${sql} AND ${rest}`, params });

function periodNamed({ period = "", accumulation }: ProvenanceQuery): PeriodFilter {
  const filter = periodFilter(period, accumulation);
  if (filter === undefined) throw new Error(`the schema let ${period} pass`);
  return filter;
}

function spanOf(period: string, accumulation: ProvenanceQuery["accumulation"]) {
  const filter = periodFilter(period, accumulation);
  return { period_start: filter?.spans[0]?.start ?? "", period_end: filter?.end ?? "" };
}
