import type { Plan } from "../plan.ts";
import type { Target } from "../target.ts";
import { type FieldProblem, fieldError, fieldWarning, type PlanContext } from "./plan-problem.ts";

export type PlanYears = Pick<Plan, "validFrom" | "validTo">;

/** Months in their order, a base before the first year, and regions and agencies that exist in the target's years. */
export function checkDates(target: Target, plan: PlanYears, context: PlanContext): FieldProblem[] {
  const { validFrom, deadline } = target;
  const problems: FieldProblem[] = [];
  if (deadline === null)
    problems.push(
      fieldWarning("UNDATED", "deadline", [
        "未定完成时限,在补充之前不到期",
        "undated: it is not due until a deadline is given",
      ]),
    );
  else if (deadline < validFrom)
    problems.push(
      fieldError("BAD_DATES", "deadline", [`${deadline}早于起始月${validFrom}`, `${deadline} is before ${validFrom}`]),
    );
  if (validFrom < plan.validFrom || (deadline ?? validFrom) > plan.validTo)
    problems.push(
      fieldWarning("OUTSIDE_PLAN_YEARS", "deadline", [
        `超出计划期${plan.validFrom}至${plan.validTo}`,
        `outside the plan's years, ${plan.validFrom} to ${plan.validTo}`,
      ]),
    );
  if ("base" in target && target.base >= validFrom.slice(0, 4))
    problems.push(
      fieldError("BAD_DATES", "base", [
        `基期${target.base}年末应早于${validFrom}`,
        `the end of ${target.base} has to be before ${validFrom}`,
      ]),
    );
  return [...problems, ...expired(target, context)];
}

function expired(target: Target, { regions, agencies }: PlanContext): FieldProblem[] {
  const { validFrom: from, deadline: to } = target;
  const isOutside = (entry: Validity) =>
    (entry.validTo !== null && entry.validTo < from) ||
    (to !== null && entry.validFrom !== null && entry.validFrom > to);
  return [
    ...target.regions.flatMap((code) => {
      const region = regions.get(code);
      if (region === undefined || !isOutside(region)) return [];
      const messages = [`${code}在该期间不存在`, `${code} does not exist in its years${noteOf(region.note)}`] as const;
      return [fieldWarning("REGION_NOT_VALID", "regions", messages)];
    }),
    ...(["leadAgencies", "cooperatingAgencies"] as const).flatMap((field) =>
      target[field].flatMap((id) => {
        const agency = agencies.get(id);
        if (agency === undefined || !isOutside(agency)) return [];
        const candidates = agency.successor === null ? [] : [agency.successor];
        const messages = [`${agency.nameZh}在该期间不存在`, `${id} does not exist in its years`] as const;
        return [fieldWarning("AGENCY_NOT_VALID", field, messages, { got: id, candidates })];
      }),
    ),
  ];
}

interface Validity {
  readonly validFrom: string | null;
  readonly validTo: string | null;
}

const noteOf = (note: string) => (note === "" ? "" : ` (${note})`);
