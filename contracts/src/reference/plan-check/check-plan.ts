import { type Plan, plan as planSchema } from "../plan.ts";
import { checkComponents } from "./check-components.ts";
import { checkNames } from "./check-names.ts";
import { checkPlanShape, nameOfTarget, targetsOf } from "./check-shape.ts";
import { checkTarget } from "./check-target.ts";
import { type FieldProblem, fieldError, type PlanContext, type PlanProblem } from "./plan-problem.ts";

export interface CheckedPlan {
  /** Null where the plan has an error of shape. */
  readonly plan: Plan | null;
  readonly problems: readonly PlanProblem[];
}

/**
 * Everything that is wrong with a plan, at once: a target with a fault in one field does not hide those of another.
 *
 * @param raw The plan as JSON.
 */
export function checkPlan(raw: unknown, context: PlanContext): CheckedPlan {
  const parsed = planSchema.safeParse(raw);
  const shape = checkPlanShape(raw);
  const names = targetsOf(raw).flatMap((target, index) => at(nameOfTarget(target, index), checkNames(target, context)));
  if (!parsed.success) return { plan: null, problems: inOrder([...shape, ...names, ...duplicates(raw)], raw) };
  return { plan: parsed.data, problems: checkPlanContent(parsed.data, context) };
}

/** What is wrong with a plan that has its shape: names that do not exist, and fields that do not fit together. */
export function checkPlanContent(plan: Plan, context: PlanContext): PlanProblem[] {
  const found = plan.targets.flatMap((target) =>
    at(target.id, [
      ...checkNames(target, context),
      ...checkTarget(target, plan, context),
      ...checkComponents(target, plan.targets),
    ]),
  );
  return inOrder([...planYears(plan), ...duplicates(plan), ...found], plan);
}

function planYears({ validFrom, validTo }: Plan): PlanProblem[] {
  if (validFrom <= validTo) return [];
  return at(null, [
    fieldError("BAD_DATES", "validTo", [`止于${validTo},早于起始月${validFrom}`, `${validTo} is before ${validFrom}`]),
  ]);
}

function duplicates(raw: unknown): PlanProblem[] {
  const ids = targetsOf(raw).flatMap(({ id }) => (typeof id === "string" ? [id] : []));
  const twice = new Set(ids.filter((id, index) => ids.indexOf(id) !== index));
  return [...twice].flatMap((id) =>
    at(id, [fieldError("DUPLICATE", "id", [`目标${id}出现不止一次`, `target ${id} is there twice`])]),
  );
}

function at(target: string | null, problems: readonly FieldProblem[]): PlanProblem[] {
  return problems.map((problem) => ({ target, ...problem }));
}

/** The plan's own problems, then those of its targets in their order, each once. */
function inOrder(problems: readonly PlanProblem[], raw: unknown): PlanProblem[] {
  const places = new Map(targetsOf(raw).map((target, index) => [nameOfTarget(target, index), index]));
  const placeOf = ({ target }: PlanProblem) => (target === null ? -1 : (places.get(target) ?? -1));
  const unique = new Map(problems.map((problem) => [JSON.stringify(problem), problem]));
  return [...unique.values()].sort((one, other) => placeOf(one) - placeOf(other));
}
