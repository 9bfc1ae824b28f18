import type { ReferenceData } from "@yardstick/contracts";
import { inOrder } from "../page/page-of-rows.ts";
import type { Ask } from "../query/ask.ts";
import type { PeriodFilter } from "../query/period-filter.ts";
import { type JudgedRow, type JudgedTarget, judgeAsOf } from "./judge-as-of.ts";
import { selectUnjudged, TARGET_SORT, type TargetsFilter } from "./select-targets.ts";
import type { TargetRow } from "./to-target-result.ts";

/** Every target of the filter in the period, as it was judged at an instant; in the order of the list. */
export async function targetsAsOf(
  filter: TargetsFilter & { readonly period: PeriodFilter },
  asOf: string,
  { ask, reference }: { readonly ask: Ask; readonly reference: ReferenceData },
): Promise<TargetRow[]> {
  const rows = await ask<TargetRow>(selectUnjudged(filter, TARGETS_AT_MOST));
  const targets = rows.map((row) => judgedTarget(row, reference));
  const judged = await judgeAsOf(targets, { periodEnd: filter.period.end, asOf }, ask);
  const best = new Map<string, JudgedRow>();
  for (const row of judged) {
    if (!filter.period.spans.some(({ accumulation }) => accumulation === row.accumulation)) continue;
    const known = best.get(keyOf(row));
    if (known === undefined || placeOf(row) < placeOf(known)) best.set(keyOf(row), row);
  }
  return inOrder(
    TARGET_SORT,
    rows.map((row) => ({ ...row, ...best.get(keyOf(row)) })),
  );
}

/** More targets than any reference data holds; a question has a bound all the same. */
const TARGETS_AT_MOST = 100_000;

const keyOf = ({ plan, target, region }: Pick<TargetRow, "plan" | "target" | "region">) =>
  `${plan} ${target} ${region}`;

/** A name can stand for a year to date and for a single period, and targets are judged on the former. */
const placeOf = ({ accumulation }: JudgedRow) => ["ytd", "period", "point"].indexOf(accumulation);

function judgedTarget({ plan, target, form, indicator }: TargetRow, { plans }: ReferenceData): JudgedTarget {
  const targets = plans.get(plan)?.targets ?? [];
  const definition = targets.find(({ id }) => id === target);
  const components = definition?.form === "assessment_score" ? definition.components : [];
  return {
    form,
    indicator,
    compared_indicator: definition?.form === "growth_above_indicator" ? definition.comparedIndicator : "",
    component_indicators: components.flatMap(
      (component) => targets.find(({ id }) => id === component.target)?.indicator ?? [],
    ),
  };
}
