import { Decimal } from "decimal.js";
import type { Target } from "../target.ts";
import { type FieldProblem, fieldError, fieldWarning } from "./plan-problem.ts";

/**
 * An assessment's components are other targets of its plan, for all of its regions; known weights add up to 100.
 *
 * @param targets Those of the plan that have their shape.
 * @param planIds Ids of all of its targets.
 */
export function checkComponents(
  target: Target,
  targets: readonly Target[],
  planIds: ReadonlySet<string>,
): FieldProblem[] {
  if (target.form !== "assessment_score") return [];
  const { components } = target;
  const ids = components.map((component) => component.target);
  const lookedUp = ids.filter((id) => !planIds.has(id) || targets.some((other) => other.id === id));
  const twice = new Set(ids.filter((id, index) => ids.indexOf(id) !== index));
  return [
    ...lookedUp.flatMap((id) => componentProblem(id, target, targets)),
    ...[...twice].map((id) =>
      fieldError("DUPLICATE", "components", [`构成中${id}出现不止一次`, `component ${id} is there twice`]),
    ),
    ...weightProblems(components.map(({ weight }) => weight)),
    ...negative(components),
  ];
}

function componentProblem(id: string, score: Target, targets: readonly Target[]): FieldProblem[] {
  const component = targets.find((target) => target.id === id);
  if (component === undefined) {
    const candidates = targets.map((target) => target.id);
    const choice = { got: id, candidates };
    return [
      fieldError(
        "BAD_COMPONENT",
        "components",
        [`计划中没有目标${id}`, `there is no target ${id} in the plan`],
        choice,
      ),
    ];
  }
  if (component.form === "assessment_score") {
    const messages = [`${id}本身是考核得分`, `${id} is a score itself`] as const;
    return [fieldError("BAD_COMPONENT", "components", messages)];
  }
  if (WITHOUT_COMPLETION.has(component.form)) {
    const messages = [
      `${id}(${component.form})没有完成率,不能计分`,
      `${id} is a ${component.form}: it has no completion, so that there would never be a score`,
    ] as const;
    return [fieldError("BAD_COMPONENT", "components", messages)];
  }
  const missing = score.regions.filter((region) => !component.regions.includes(region));
  return missing.map((region) =>
    fieldError("BAD_COMPONENT", "components", [`${id}不含地区${region}`, `${id} does not bind region ${region}`]),
  );
}

/** Forms that are reached or not, without a part of it. DOMAIN §6. */
const WITHOUT_COMPLETION: ReadonlySet<Target["form"]> = new Set([
  "growth_above_benchmark",
  "growth_above_indicator",
  "rank_within",
  "middle_third",
  "average_growth",
]);

function weightProblems(weights: readonly (string | null)[]): FieldProblem[] {
  const known = weights.filter((weight) => weight !== null);
  if (known.length < weights.length) {
    const messages = ["权重尚未给全,不计分", "not every weight is known: there is no score until they are"] as const;
    return [fieldWarning("WEIGHTS_UNKNOWN", "components", messages)];
  }
  const sum = Decimal.sum(...known);
  if (sum.eq(100)) return [];
  return [fieldError("WEIGHTS_NOT_100", "components", [`权重合计${sum}`, `the weights add up to ${sum}, not to 100`])];
}

function negative(components: Extract<Target, { form: "assessment_score" }>["components"]): FieldProblem[] {
  const wrong = components.filter(({ weight, cap }) => weight?.startsWith("-") || cap?.startsWith("-"));
  return wrong.map(({ target }) =>
    fieldError("OUT_OF_RANGE", "components", [`${target}的权重或上限为负`, `weight or cap of ${target} is negative`]),
  );
}
