import { type Plan, planHead, plan as planSchema } from "../plan.ts";
import { target as targetSchema } from "../target.ts";
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
  if (parsed.success) return { plan: parsed.data, problems: checkPlanContent(parsed.data, context) };
  const head = planHead.loose().safeParse(raw);
  const targets = targetsOf(raw);
  const sound = targets.flatMap((target) => targetSchema.safeParse(target).data ?? []);
  const ids = new Set(targets.map(nameOfTarget));
  const problems = [
    ...checkPlanShape(raw),
    ...targets.flatMap((target, index) => at(nameOfTarget(target, index), checkNames(target, context))),
    ...(head.success ? sound.flatMap((target) => at(target.id, checkTarget(target, head.data, context))) : []),
    ...sound.flatMap((target) => at(target.id, checkComponents(target, sound, ids))),
    ...duplicates(raw),
  ];
  return { plan: null, problems: inOrder(problems, raw) };
}

/** What is wrong with a plan that has its shape: names that do not exist, and fields that do not fit together. */
export function checkPlanContent(plan: Plan, context: PlanContext): PlanProblem[] {
  const ids = new Set(plan.targets.map(({ id }) => id));
  const found = plan.targets.flatMap((target) =>
    at(target.id, [
      ...checkNames(target, context),
      ...checkTarget(target, plan, context),
      ...checkComponents(target, plan.targets, ids),
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
  const names = targetsOf(raw).map(nameOfTarget);
  const placeOf = ({ target }: PlanProblem) => (target === null ? -1 : names.indexOf(target));
  const unique = new Map(problems.map((problem) => [JSON.stringify(problem), problem]));
  return [...unique.values()].sort((one, other) => placeOf(one) - placeOf(other));
}
