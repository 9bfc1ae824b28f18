import { type Column, renderTable, type Style } from "@yardstick/cli";
import type { Plan, ReferenceData, TargetOutcome, TargetResult } from "@yardstick/contracts";
import { FOCUS } from "./print-comparisons.ts";
import { decimal, OUTCOME_WORDS } from "./words.ts";

/** What the figures allow to be judged: of each target and region the newest period, of the plan's years where there is one. */
export function printJudgedTargets(targets: readonly TargetResult[], reference: ReferenceData, style: Style): string[] {
  const judged = tellingOfEach(targets.filter(isJudged)).sort(byLineAndRegion);
  const columns: Column<TargetResult>[] = [
    { header: "target", value: ({ target }) => target },
    { header: "region", value: ({ region, regionName }) => `${region.padEnd(9)} ${regionName}` },
    { header: "period", value: ({ period }) => period },
    { header: "actual", align: "right", value: ({ actual, unit }) => withUnit(actual, unit) },
    { header: "required", align: "right", value: (row) => `${comparisonOf(row)} ${withUnit(row.required, row.unit)}` },
    {
      header: "result",
      value: (row) =>
        [OUTCOME_WORDS[row.result], row.provisional ? "暂定" : "", row.outsidePlan ? "计划期外" : ""].join(" ").trim(),
      paint: ({ result }, own) => (isGood(result) ? own.green : own.red),
    },
  ];
  const plan = reference.plans.get(judged[0]?.plan ?? "");
  return [renderTable(judged, columns, style), ...(plan === undefined ? [] : [style.dim(footnote(plan))])];
}

/** Every line of the plans with its section and who leads; several regions of one target on one line. */
export function printPlanLines(targets: readonly TargetResult[], style: Style): string[] {
  const byTarget = new Map<string, TargetResult[]>();
  for (const row of tellingOfEach(targets).sort(byLineAndRegion)) {
    const key = `${row.plan}/${row.target}`;
    byTarget.set(key, [...(byTarget.get(key) ?? []), row]);
  }
  const columns: Column<readonly TargetResult[]>[] = [
    { header: "target", value: ([row]) => row?.target ?? "" },
    { header: "section", value: ([row]) => row?.section ?? "" },
    { header: "asks for", maxWidth: 48, value: ([row]) => row?.text.zh ?? "" },
    { header: "result by region", value: outcomes },
    { header: "lead agency 牵头单位", value: ([row]) => leads(row?.leadAgencies ?? []) },
  ];
  return [renderTable([...byTarget.values()], columns, style)];
}

const isJudged = ({ result }: TargetResult) => result !== "no_data" && result !== "not_due";
const isGood = (result: TargetOutcome) => result === "met" || result === "on_track";

/** The row of each target and region that tells most: judged before not, of the plan's years before others, then the newest. */
function tellingOfEach(targets: readonly TargetResult[]): TargetResult[] {
  const telling = new Map<string, TargetResult>();
  const weight = (row: TargetResult) => `${isJudged(row) ? 1 : 0}${row.outsidePlan ? 0 : 1}${row.period}`;
  for (const row of targets.toSorted((one, other) => (weight(one) < weight(other) ? -1 : 1))) {
    telling.set(`${row.plan}/${row.target}/${row.region}`, row);
  }
  return [...telling.values()];
}

/** S2 before S10, and the regions in the plan's own order. */
function byLineAndRegion(one: TargetResult, other: TargetResult): number {
  const number = ({ line }: TargetResult) => Number(line.replace(/\D/g, ""));
  const place = ({ region }: TargetResult) => (FOCUS as readonly string[]).indexOf(region);
  return number(one) - number(other) || one.target.localeCompare(other.target) || place(one) - place(other);
}

function comparisonOf({ form, required }: TargetResult): string {
  if (required === null) return "";
  if (form === "growth_above_benchmark" || form === "growth_above_indicator") return ">";
  return form === "rank_within" || form === "middle_third" ? "<=" : ">=";
}

function outcomes(rows: readonly TargetResult[]): string {
  const results = [...new Set(rows.map(({ result }) => result))];
  const count = (result: TargetOutcome) => rows.filter((row) => row.result === result).length;
  return results.map((result) => `${OUTCOME_WORDS[result]}${rows.length > 1 ? ` ${count(result)}` : ""}`).join(", ");
}

function leads([first = "", ...others]: readonly string[]): string {
  return others.length === 0 ? first : `${first} +${others.length}`;
}

function footnote({ validFrom, validTo }: Plan): string {
  return `计划期外 outside the plan's years, ${validFrom} to ${validTo}; 暂定 provisional: figures or coverage are not final`;
}

function withUnit(value: number | null, unit: string | null): string {
  if (value === null) return "-";
  const text = Number.isInteger(value) ? String(value) : decimal(value);
  return unit === null ? text : `${text} ${unit}`;
}
