import { checkPlan, locateJsonFault, type Plan, type PlanContext, type PlanProblem } from "@yardstick/contracts";
import { UsageError } from "../verb.ts";
import { suggestionFor } from "./suggestion-for.ts";

/** A problem with what its author may do about it. */
export interface ShownProblem extends Pick<PlanProblem, "target" | "field" | "severity" | "code" | "message"> {
  readonly suggestion: { readonly zh: string; readonly en: string };
}

export interface PlanFileCheck {
  readonly file: string;
  /** Null where it has an error of shape. */
  readonly plan: Plan | null;
  readonly problems: readonly ShownProblem[];
  readonly errors: number;
  readonly warnings: number;
}

/** Reads a plan file and checks it against the catalogue. @throws UsageError where the text is no JSON, with the place. */
export function checkPlanFile(file: string, text: string, context: PlanContext): PlanFileCheck {
  const { plan, problems } = checkPlan(readJson(file, text), context);
  const errors = problems.filter(({ severity }) => severity === "error").length;
  return { file, plan, problems: problems.map(shown), errors, warnings: problems.length - errors };
}

function readJson(file: string, text: string): unknown {
  const fault = locateJsonFault(text);
  if (fault === null) return JSON.parse(text);
  throw new UsageError(`${file} is no JSON: line ${fault.line}, column ${fault.column} should be ${fault.wanted}`);
}

function shown(problem: PlanProblem): ShownProblem {
  const { target, field, severity, code, message } = problem;
  return { target, field, severity, code, message, suggestion: suggestionFor(problem) };
}
