import type { Plan } from "@yardstick/contracts";
import { type Column, renderTable } from "../terminal/render-table.ts";
import type { Style } from "../terminal/style.ts";
import type { PlanFileCheck, ShownProblem } from "./check-plan-file.ts";
import { type FormSummary, summarisePlan } from "./summarise-plan.ts";

export type Language = "zh" | "en";

/** What is wrong, row by row, and of a plan that can be loaded its targets by form. */
export function printPlanCheck(check: PlanFileCheck, language: Language, style: Style): string {
  const { file, plan, problems, errors, warnings } = check;
  const verdict = errors === 0 ? style.green("can be loaded") : style.red("cannot be loaded");
  const head = `${file}: ${plan === null ? "" : `${plan.nameZh} (${plan.id}) `}${verdict}; ${count(errors, "error")}, ${count(warnings, "warning")}`;
  const tables = [
    ...(problems.length === 0 ? [] : [renderTable(problems, problemColumns(language), style)]),
    ...(errors === 0 && plan !== null ? [renderTable(summarisePlan(plan), FORM_COLUMNS, style)] : []),
  ];
  return `${[head, ...tables].join("\n\n")}\n`;
}

export function printPlans(plans: readonly Plan[], style: Style): string {
  return `${renderTable(plans, PLAN_COLUMNS, style)}\n`;
}

const count = (number: number, noun: string) => `${number} ${noun}${number === 1 ? "" : "s"}`;

function problemColumns(language: Language): readonly Column<ShownProblem>[] {
  return [
    { header: "target", value: ({ target }) => target ?? "-" },
    { header: "field", value: ({ field }) => field ?? "-" },
    {
      header: "severity",
      value: ({ severity }) => severity,
      paint: ({ severity }, style) => (severity === "error" ? style.red : style.yellow),
    },
    { header: "code", value: ({ code }) => code },
    { header: "what is wrong", value: ({ message }) => message[language] },
    { header: "what to do", value: ({ suggestion }) => suggestion[language] },
  ];
}

const FORM_COLUMNS: readonly Column<FormSummary>[] = [
  { header: "form", value: ({ form }) => form },
  { header: "targets", align: "right", value: ({ targets }) => String(targets) },
  { header: "with regions", align: "right", value: ({ results }) => String(results) },
  { header: "undated", align: "right", value: ({ undated }) => String(undated) },
  { header: "lines", value: ({ lines }) => lines.join(", ") },
];

const PLAN_COLUMNS: readonly Column<Plan>[] = [
  { header: "plan", value: ({ id }) => id },
  { header: "from", value: ({ validFrom }) => validFrom },
  { header: "to", value: ({ validTo }) => validTo },
  { header: "targets", align: "right", value: ({ targets }) => String(targets.length) },
  { header: "lines", align: "right", value: ({ targets }) => String(new Set(targets.map(({ line }) => line)).size) },
  { header: "name", value: ({ nameZh }) => nameZh },
];
