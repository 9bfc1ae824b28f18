import { isBelow } from "../region-validity.ts";
import type { Target } from "../target.ts";
import { COMMITMENTS } from "../target-fields.ts";
import { checkDates, type PlanYears } from "./check-dates.ts";
import { checkPath } from "./check-path.ts";
import { checkUnit } from "./check-unit.ts";
import { type FieldProblem, fieldError, fieldWarning, type PlanContext } from "./plan-problem.ts";

/** Whether the fields of one target fit together and into the catalogue. Names that do not exist are passed over. */
export function checkTarget(target: Target, plan: PlanYears, context: PlanContext): FieldProblem[] {
  return [
    ...checkDates(target, plan, context),
    ...checkUnit(target, context),
    ...checkPath(target),
    ...scopeProblems(target, context),
    ...rangeProblems(target),
    ...wordProblems(target, context),
  ];
}

/** Who ranks or is compared has to belong to the scope; an aggregate is compared and has no rank. */
function scopeProblems(target: Target, context: PlanContext): FieldProblem[] {
  switch (target.form) {
    case "growth_above_benchmark":
      return outside(target.scope, { regions: target.regions }, context, true);
    case "rank_within":
      return outside(target.scope, { regions: target.regions }, context, false);
    case "middle_third":
      return outside(target.scope, { countedRegions: target.countedRegions }, context, false);
    case "growth_above_indicator":
      if (target.comparedIndicator !== target.indicator) return [];
      return [fieldError("WRONG_INDICATOR", "comparedIndicator", ["与自身比较", "it is compared with itself"])];
    case "share_path":
      if (!target.regions.includes(target.denominatorRegion)) return [];
      return [
        fieldError("BAD_VALUE", "denominatorRegion", ["占自身的比重总是100%", "its share in itself is always 100 %"]),
      ];
    default:
      return [];
  }
}

function outside(
  scopeId: string,
  named: Readonly<Record<string, readonly string[]>>,
  { scopes, regions }: PlanContext,
  withAggregates: boolean,
): FieldProblem[] {
  const scope = scopes.get(scopeId);
  if (scope === undefined) return [];
  const belongs = (code: string) => {
    const region = regions.get(code);
    if (region === undefined || scope.members.includes(code)) return true;
    if (withAggregates && scope.comparedAggregates.includes(code)) return true;
    return scope.countiesOf !== null && region.countyEconomy && isBelow(regions, region, scope.countiesOf);
  };
  const wanted = withAggregates ? "neither a member of it nor compared with it" : "not a member of it";
  return Object.entries(named).flatMap(([field, codes]) =>
    codes
      .filter((code) => !belongs(code))
      .map((code) =>
        fieldError("NOT_IN_SCOPE", field, [
          `${code}不在比较范围${scopeId}之内`,
          `${code} is outside ${scopeId}: ${wanted}`,
        ]),
      ),
  );
}

function rangeProblems(target: Target): FieldProblem[] {
  if (target.form === "rank_within" && !/^[1-9]\d*$/.test(target.required))
    return [fieldError("OUT_OF_RANGE", "required", [`${target.required}不是名次`, `${target.required} is no rank`])];
  if (target.form === "coverage" && !(Number(target.required) >= 0 && Number(target.required) <= 100))
    return [fieldError("OUT_OF_RANGE", "required", ["覆盖率应在0至100之间", "a coverage lies between 0 and 100 %"])];
  // Beyond these bounds a product over many years has more digits than the engine's decimals.
  if (target.form === "average_growth" && !(Number(target.required) > -100 && Number(target.required) <= 100))
    return [
      fieldError("OUT_OF_RANGE", "required", [
        "年均增速应高于-100%且不超过100%",
        "an average growth a year lies above -100 and not above 100 %",
      ]),
    ];
  return [];
}

/** What is unusual rather than wrong. */
function wordProblems(target: Target, { indicators }: PlanContext): FieldProblem[] {
  const { commitment, alertname, direction } = target;
  const problems: FieldProblem[] = [];
  if (!COMMITMENTS.some((word) => word === commitment)) {
    const messages = [`${commitment}不是常用的承诺用语`, `${commitment} is none of ${COMMITMENTS.join(", ")}`] as const;
    problems.push(
      fieldWarning("UNUSUAL_COMMITMENT", "commitment", messages, { got: commitment, candidates: COMMITMENTS }),
    );
  }
  const betterIs = target.indicator === null ? undefined : indicators.get(target.indicator)?.betterIs;
  if (betterIs !== undefined && betterIs !== direction) {
    const messages = [`指标目录中以${betterIs}为好`, `the catalogue says that ${betterIs} is better`] as const;
    problems.push(fieldWarning("UNUSUAL_DIRECTION", "direction", messages, { got: direction, candidates: [betterIs] }));
  }
  const usual = usualAlert(target);
  if (alertname !== usual) {
    const messages = [`这种形式通常发出${usual}`, `this form usually raises ${usual}`] as const;
    problems.push(fieldWarning("UNUSUAL_ALERTNAME", "alertname", messages, { got: alertname, candidates: [usual] }));
  }
  return problems;
}

function usualAlert({ form, judged }: Target): Target["alertname"] {
  if (form === "growth_above_benchmark") return "BelowCountyAverage";
  if (form === "growth_above_indicator") return "IncomeBelowGdp";
  if (form === "rank_within" || form === "middle_third") return "RankBelowTarget";
  return judged === "yearly" ? "TargetBehind" : "TargetMissed";
}
