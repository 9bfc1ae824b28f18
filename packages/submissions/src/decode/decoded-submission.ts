import type { Issue, SubmissionBody } from "@yardstick/contracts";
import { type FindingDetail, finding } from "../finding.ts";
import type { IssueCode } from "../issue-codes.ts";

/** Bounds of one submission. */
export interface DecodeLimits {
  /** Of the submission as JSON. */
  readonly maxBytes: number;
  /** Of a file in another format: as it is sent, and again of what an archive unpacks to. */
  readonly maxFileBytes: number;
  readonly maxRows: number;
  /** Longest list of faults; their counts are complete anyway. */
  readonly maxFaults: number;
}

export const DEFAULT_DECODE_LIMITS: DecodeLimits = {
  maxBytes: 8 * 1024 * 1024,
  maxFileBytes: 64 * 1024 * 1024,
  maxRows: 20_000,
  maxFaults: 100,
};

/** One thing that is wrong with the form of a submission: an issue, and where in the body it stands. */
export interface DecodeFault {
  /** `observations[2].value`; empty for the body as a whole. */
  readonly path: string;
  readonly issue: Issue;
}

/**
 * What bytes turned out to be. `unreadable`: not of their type at all. `misshapen`: readable, but not a submission.
 * `too_large`: more bytes or rows than are taken. In every case but `decoded` the first fault names the reason.
 */
export type DecodedSubmission =
  | { readonly outcome: "decoded"; readonly body: SubmissionBody }
  | {
      readonly outcome: "unreadable" | "misshapen" | "too_large";
      /** Not empty; cut at `maxFaults`. */
      readonly faults: readonly [DecodeFault, ...DecodeFault[]];
      /** Complete number of faults per code. */
      readonly faultCounts: Readonly<Record<string, number>>;
      /** Rows that could be made out: 0 where the bytes are unreadable. */
      readonly rows: number;
      /** What the body says of itself, as far as it could be read. */
      readonly source: string | null;
    };

export interface FaultDetail extends FindingDetail {
  readonly path?: string;
  readonly row?: number | null;
  /** Where it stands in the file: `Sheet1!C7`, `line 7`. */
  readonly place?: string | undefined;
}

export function decodeFault(code: IssueCode, detail: FaultDetail): DecodeFault {
  const { path = "", row = null, place, ...rest } = detail;
  const issue = { ...finding(code, rest), row, coordinate: null };
  return { path, issue: place === undefined ? issue : { ...issue, place } };
}

/** The answer where one fault ends the reading. */
export function refused(
  outcome: "unreadable" | "misshapen" | "too_large",
  fault: DecodeFault,
  { rows = 0, source = null }: { rows?: number; source?: string | null } = {},
): DecodedSubmission {
  return { outcome, faults: [fault], faultCounts: { [fault.issue.code]: 1 }, rows, source };
}
