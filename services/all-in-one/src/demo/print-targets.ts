import { type Column, renderTable, type Style } from "@yardstick/cli";
import type { Plan, ReferenceData, TargetResult } from "@yardstick/contracts";
import { FOCUS } from "./print-comparisons.ts";
import { decimal, OUTCOME_WORDS } from "./words.ts";

/** What was judged, and how often there was nothing to judge. */
export function printTargets(targets: readonly TargetResult[], reference: ReferenceData, style: Style): string[] {
  const judged = targets
    .filter(({ result }) => result !== "no_data" && result !== "not_due")
    .sort((one, other) => orderOf(one) - orderOf(other));
  const rest = targets.length - judged.length;
  const columns: Column<TargetResult>[] = [
    { header: "target", value: (row) => `${row.target} ${row.commitment}全省县域平均` },
    { header: "region", value: ({ region, regionName }) => `${region.padEnd(9)} ${regionName}` },
    { header: "period", value: ({ period }) => period },
    { header: "actual", align: "right", value: ({ actual, unit }) => withUnit(actual, unit) },
    { header: "required", align: "right", value: ({ required, unit }) => `> ${withUnit(required, unit)}` },
    {
      header: "result",
      value: (row) => `${OUTCOME_WORDS[row.result]}${row.outsidePlan ? " (计划期外)" : ""}`,
      paint: ({ result }, own) => (result === "met" || result === "on_track" ? own.green : own.red),
    },
  ];
  const plan = reference.plans.get(judged[0]?.plan ?? "");
  return [renderTable(judged, columns, style), style.dim(footnote(plan, rest))];
}

function footnote(plan: Plan | undefined, rest: number): string {
  const years = plan === undefined ? "" : `计划期外 outside the plan's years, ${plan.validFrom} to ${plan.validTo}; `;
  return `${years}${rest} results more: 无数据 no data`;
}

function orderOf({ region }: TargetResult): number {
  return (FOCUS as readonly string[]).indexOf(region);
}

function withUnit(value: number | null, unit: string | null): string {
  return value === null ? "-" : `${decimal(value)}${unit === null ? "" : ` ${unit}`}`;
}
