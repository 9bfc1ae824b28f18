import type { Indicator } from "../reference-data.ts";
import type { Target } from "../target.ts";
import { type FieldProblem, fieldError, type PlanContext } from "./plan-problem.ts";

/** A rate is in %, a rank in 名, a score in 分, a level in a unit of its indicator's kind; and the indicator fits the form. */
export function checkUnit(target: Target, { indicators, units }: PlanContext): FieldProblem[] {
  const indicator = target.indicator === null ? undefined : indicators.get(target.indicator);
  return [...indicatorProblems(target, indicator), ...unitProblems(target, indicator, units)];
}

function unitProblems(target: Target, indicator: Indicator | undefined, units: PlanContext["units"]): FieldProblem[] {
  const unit = units.get(target.unit);
  const kind = UNIT_KIND[target.form] ?? indicator?.unitKind;
  // A rate in ‰ would be read as one in %.
  const fits = unit?.kind === kind && (unit?.kind !== "percent" || unit.factor === "1");
  if (unit === undefined || kind === undefined || fits) return [];
  const candidates = [...units.values()].filter((other) => other.kind === kind).map(({ code }) => code);
  const messages = [
    `单位${unit.code}属于${unit.kind},应为${kind}`,
    `unit ${unit.code} is of kind ${unit.kind}, it has to be ${kind}${listed(candidates)}`,
  ] as const;
  const only = candidates.length === 1 ? candidates : [];
  return [fieldError("WRONG_UNIT", "unit", messages, { got: unit.code, candidates: only })];
}

const listed = (units: readonly string[]) => (units.length === 0 ? "" : `: ${units.join(", ")}`);

const UNIT_KIND: Partial<Record<Target["form"], string>> = {
  growth_above_benchmark: "percent",
  growth_above_indicator: "percent",
  average_growth: "percent",
  share_path: "percent",
  rank_within: "rank",
  middle_third: "rank",
  assessment_score: "points",
};

function indicatorProblems({ form }: Target, indicator: Indicator | undefined): FieldProblem[] {
  if (indicator === undefined) return [];
  const wrong = (zh: string, en: string) => [
    fieldError("WRONG_INDICATOR", "indicator", [`${indicator.id}${zh}`, `${indicator.id} ${en}`]),
  ];
  if (form === "yes_or_no" && indicator.unitKind !== "yes_no")
    return wrong("不是是否型指标", "does not answer yes or no");
  if (form === "coverage" && indicator.unitKind !== "percent") return wrong("不是百分比指标", "is not in percent");
  if (form === "count_per_year" && indicator.kind !== "flow")
    return wrong("是时点指标,没有当年数", "is a stock: it has no figure of a year");
  if (form === "cumulative_count" && indicator.kind !== "stock")
    return wrong("是时期指标,每年重新累计", "is a flow: it starts again each year");
  return [];
}
