import type { BilingualText } from "../../text.ts";
import type { ReferenceData } from "../reference-data.ts";

/** What is wrong with one field of a plan. The command line and `ReferenceDataError` print the same. */
export interface PlanProblem {
  /** Id of the target, or its row (`#3`) where it has none; null where the plan itself is meant. */
  readonly target: string | null;
  readonly field: string | null;
  /** A plan with an error is not loaded; a warning is for the author to weigh. */
  readonly severity: "error" | "warning";
  readonly code: PlanProblemCode;
  readonly message: BilingualText;
  /** What was written, where something close to it may have been meant. */
  readonly got: string | null;
  /** What could have been written in its place; empty where anything could. */
  readonly candidates: readonly string[];
}

export const PLAN_PROBLEM_CODES = [
  "NOT_A_PLAN",
  "UNKNOWN_FORM",
  "UNKNOWN_FIELD",
  "MISSING_FIELD",
  "BAD_VALUE",
  "UNKNOWN_NAME",
  "DUPLICATE",
  "NOT_IN_SCOPE",
  "WRONG_UNIT",
  "WRONG_INDICATOR",
  "BAD_DATES",
  "BAD_PATH",
  "BAD_COMPONENT",
  "WEIGHTS_NOT_100",
  "OUT_OF_RANGE",
  "UNDATED",
  "NO_MARKS",
  "WEIGHTS_UNKNOWN",
  "OUTSIDE_PLAN_YEARS",
  "UNUSUAL_COMMITMENT",
  "UNUSUAL_DIRECTION",
  "UNUSUAL_ALERTNAME",
  "AGENCY_NOT_VALID",
  "REGION_NOT_VALID",
] as const;
export type PlanProblemCode = (typeof PLAN_PROBLEM_CODES)[number];

/** The catalogue that a plan's names are looked up in. */
export type PlanContext = Pick<ReferenceData, "regions" | "indicators" | "units" | "scopes" | "agencies">;

/** A problem of one field, without the target that it belongs to. */
export type FieldProblem = Omit<PlanProblem, "target">;

/** Message in Chinese, then in English. */
type Messages = readonly [zh: string, en: string];

interface Choice {
  readonly got?: string;
  readonly candidates?: Iterable<string>;
}

export function fieldError(
  code: PlanProblemCode,
  field: string,
  [zh, en]: Messages,
  choice: Choice = {},
): FieldProblem {
  const { got = null, candidates = [] } = choice;
  return { field, severity: "error", code, message: { zh, en }, got, candidates: [...candidates] };
}

export function fieldWarning(
  code: PlanProblemCode,
  field: string,
  messages: Messages,
  choice: Choice = {},
): FieldProblem {
  return { ...fieldError(code, field, messages, choice), severity: "warning" };
}

/** The place of a problem in its file: `targets.S1-gdp.unit`; null where the plan as a whole is meant. */
export function fieldOf({ target, field }: Pick<PlanProblem, "target" | "field">): string | null {
  return target === null ? field : ["targets", target, field].filter((part) => part !== null).join(".");
}
