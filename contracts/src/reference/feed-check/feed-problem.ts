import type { BilingualText } from "../../text.ts";
import type { ReferenceData } from "../reference-data.ts";

export const FEED_PROBLEM_CODES = [
  "NOT_A_FEED",
  "UNKNOWN_FIELD",
  "MISSING_FIELD",
  "BAD_VALUE",
  "UNKNOWN_NAME",
  "WRONG_ORIGIN",
  "NO_ORIGIN",
  "NO_TABLE",
  "OUT_OF_HEADINGS",
  "NEVER_READ",
  "ONLY_BY_NAME",
] as const;
export type FeedProblemCode = (typeof FEED_PROBLEM_CODES)[number];

/** What is wrong with one place of a feed. */
export interface FeedProblem {
  /** Place in the file: `fields.region.codes.义县`; empty for the feed as a whole. */
  readonly path: string;
  /** A feed with an error is not used; a warning is for its author to weigh. */
  readonly severity: "error" | "warning";
  readonly code: FeedProblemCode;
  readonly message: BilingualText;
  /** What was written, where something close to it may have been meant. */
  readonly got: string | null;
  /** What could have been written in its place; empty where anything could. */
  readonly candidates: readonly string[];
}

/** The catalogue that a feed's codes are looked up in. */
export type FeedContext = Pick<
  ReferenceData,
  "regions" | "indicators" | "indicatorAliases" | "units" | "unitAliases" | "statusAliases"
>;

interface ProblemDetail {
  readonly path: string;
  readonly zh: string;
  readonly en: string;
  readonly got?: string;
  readonly candidates?: Iterable<string>;
}

export function feedError(code: FeedProblemCode, detail: ProblemDetail): FeedProblem {
  const { path, zh, en, got = null, candidates = [] } = detail;
  return { path, severity: "error", code, message: { zh, en }, got, candidates: [...candidates] };
}

export const feedWarning = (code: FeedProblemCode, detail: ProblemDetail): FeedProblem => ({
  ...feedError(code, detail),
  severity: "warning",
});
