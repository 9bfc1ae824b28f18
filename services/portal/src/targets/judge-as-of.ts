import { RULE_SETTINGS } from "@yardstick/warehouse";
import type { Ask } from "../query/ask.ts";
import type { Select } from "../query/conditions.ts";
import type { TargetRow } from "./to-target-result.ts";

/** Part of a target's row that a judgement fills. */
export type JudgedRow = Pick<
  TargetRow,
  | "plan"
  | "target"
  | "region"
  | "period_end"
  | "accumulation"
  | "actual"
  | "required"
  | "result"
  | "completion"
  | "pace"
  | "profile"
  | "provisional"
  | "outside_plan"
>;

/** A target as far as it decides which rules have to run for it. */
export interface JudgedTarget {
  readonly form: string;
  readonly indicator: string;
  readonly compared_indicator: string;
  /** Indicators of an assessment's components. */
  readonly component_indicators: readonly string[];
}

export interface Instant {
  readonly periodEnd: string;
  /** DateTime64 text. */
  readonly asOf: string;
}

/** So many questions run side by side: each keeps a core busy. */
const IN_FLIGHT = 2;

/**
 * The judgements of targets as they would have been made at an instant, from the vintages. The rules run only for
 * indicators that have a figure in the period at all.
 */
export async function judgeAsOf(targets: readonly JudgedTarget[], instant: Instant, ask: Ask): Promise<JudgedRow[]> {
  const indicators = distinct(targets.flatMap(({ indicator, component_indicators: parts }) => [indicator, ...parts]));
  const reached = await ask<{ indicator: string }>(selectIndicatorsInReach(indicators, instant));
  const questions = judgementsOf(targets, new Set(reached.map(({ indicator }) => indicator)), instant);
  const rows: JudgedRow[] = [];
  const work = async () => {
    for (let next = questions.shift(); next !== undefined; next = questions.shift()) {
      rows.push(...(await ask<JudgedRow>(next)));
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, work));
  return rows;
}

/** Every figure that was ever taken has a current row, so that this names too many at most. */
function selectIndicatorsInReach(indicators: readonly string[], { periodEnd }: Instant): Select {
  return {
    sql: "SELECT DISTINCT indicator FROM observations WHERE indicator IN {indicators:Array(String)} AND period_end = {period_end:Date32}",
    params: { indicators, period_end: periodEnd },
  };
}

/** One question for each kind of rule, for every indicator that it reads at once: starting one costs more than rows do. */
export function judgementsOf(
  targets: readonly JudgedTarget[],
  reached: ReadonlySet<string>,
  instant: Instant,
): Select[] {
  const reads = new Map<string, Set<string>>();
  const read = (view: string, indicators: readonly string[]) =>
    reads.set(view, new Set([...(reads.get(view) ?? []), ...indicators]));
  for (const { form, indicator, compared_indicator, component_indicators } of targets) {
    const parts = component_indicators.filter((part) => reached.has(part));
    if (parts.length > 0) read("assessment_targets_at", parts);
    if (!reached.has(indicator)) continue;
    if (form === "growth_above_indicator") read("pair_targets_at", [indicator, compared_indicator]);
    else read(COMPARED.has(form) ? "comparison_targets_at" : "level_targets_at", [indicator]);
  }
  return [...reads.entries()].map(([view, indicators]) => judgement(view, [...indicators].sort(), instant));
}

const COMPARED: ReadonlySet<string> = new Set(["growth_above_benchmark", "rank_within", "middle_third"]);

function judgement(view: string, indicators: readonly string[], { periodEnd, asOf }: Instant): Select {
  return {
    sql: `SELECT plan, target, region, period_end, accumulation, actual, required, result, completion, pace, profile,
  provisional, outside_plan
FROM ${view}(indicators = {indicators:Array(String)}, periods = {periods:Array(Date32)}, as_of = {as_of:DateTime64(3)})`,
    params: { indicators, periods: [periodEnd], as_of: asOf },
    settings: RULE_SETTINGS,
  };
}

const distinct = (values: readonly string[]) => [...new Set(values)].filter((value) => value !== "").sort();
