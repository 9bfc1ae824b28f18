import { Decimal } from "decimal.js";
import type { Located } from "./parse-reference-file.ts";
import type { Plan } from "./plan.ts";
import { isInYears } from "./plan-check/check-path.ts";
import type { ReferenceData } from "./reference-data.ts";
import type { ReferenceProblem } from "./reference-problem.ts";
import type { PathMark, Target } from "./target.ts";
import { figure } from "./target-fields.ts";
import type { TargetPathRow } from "./target-path-row.ts";

type TargetWithPath = Extract<Target, { path: unknown }>;
type Units = ReferenceData["units"];

export interface MergedPaths {
  readonly plans: readonly Located<Plan>[];
  readonly problems: readonly ReferenceProblem[];
}

/** Adds the marks that arrived as data to the paths of their targets; a row that fits no target is a problem. */
export function mergeTargetPaths(
  plans: readonly Located<Plan>[],
  rows: readonly Located<TargetPathRow>[],
  units: Units,
): MergedPaths {
  const problems: ReferenceProblem[] = [];
  const marks = new Map<string, PathMark[]>();
  for (const { file, row, value } of rows) {
    const target = targetOf(plans, value);
    const fault = target === undefined ? missingTarget(plans, value) : faultOf(value, target, units);
    if (fault !== null) problems.push({ file, row, ...fault });
    else if (target !== undefined && "path" in target) {
      const mark = { year: Number(value.year), required: converted(value, target, units), region: value.region };
      marks.set(keyOf(value), [...(marks.get(keyOf(value)) ?? []), mark]);
    }
  }
  if (problems.length > 0) return { plans, problems };
  return { plans: plans.map((at) => ({ ...at, value: withMarks(at.value, marks) })), problems };
}

type Fault = Pick<ReferenceProblem, "field" | "message">;

const keyOf = ({ plan, target }: Pick<TargetPathRow, "plan" | "target">) => JSON.stringify([plan, target]);

function targetOf(plans: readonly Located<Plan>[], { plan, target }: TargetPathRow): Target | undefined {
  return plans.find(({ value }) => value.id === plan)?.value.targets.find(({ id }) => id === target);
}

function missingTarget(plans: readonly Located<Plan>[], { plan, target }: TargetPathRow): Fault {
  if (!plans.some(({ value }) => value.id === plan)) return { field: "plan", message: `there is no plan ${plan}` };
  return { field: "target", message: `plan ${plan} has no target ${target}` };
}

function faultOf(row: TargetPathRow, target: Target, units: Units): Fault | null {
  const { region, unit, year } = row;
  if (!("path" in target)) return { field: "target", message: `a ${target.form} has no path` };
  if (!target.regions.includes(region))
    return { field: "region", message: `${target.id} does not bind region ${region}` };
  if (!isInYears(target, Number(year)))
    return { field: "year", message: `${year} is outside ${target.validFrom} to ${target.deadline ?? "no deadline"}` };
  const [given, wanted] = [units.get(unit), units.get(target.unit)];
  if (given === undefined) return { field: "unit", message: `there is no unit ${unit}` };
  if (given.kind !== wanted?.kind)
    return { field: "unit", message: `unit ${unit} is of kind ${given.kind}, ${target.id} is in ${target.unit}` };
  if (!figure.safeParse(converted(row, target, units)).success)
    return { field: "required", message: `${row.required} ${unit} is too long a figure in ${target.unit}` };
  return null;
}

/** Enough digits for every product of a figure and a factor. */
const Exact = Decimal.clone({ precision: 80, toExpNeg: -80, toExpPos: 80 });

function converted({ required, unit }: TargetPathRow, target: TargetWithPath, units: Units): string {
  const [from, to] = [units.get(unit)?.factor ?? "1", units.get(target.unit)?.factor ?? "1"];
  return new Exact(required).mul(from).div(to).toDecimalPlaces(10, Decimal.ROUND_HALF_UP).toString();
}

function withMarks(plan: Plan, marks: ReadonlyMap<string, readonly PathMark[]>): Plan {
  const targets = plan.targets.map((target): Target => {
    const added = marks.get(keyOf({ plan: plan.id, target: target.id })) ?? [];
    if (!("path" in target) || added.length === 0) return target;
    const isReplaced = (mark: PathMark) =>
      added.some(({ region, year }) => region === mark.region && year === mark.year);
    const kept = target.path.filter((mark) => !isReplaced(mark));
    return { ...target, path: [...kept, ...added].sort((one, other) => one.year - other.year) };
  });
  return { ...plan, targets };
}
