import type {
  Issue,
  ReferenceData,
  SubmissionBody,
  SubmittedObservation,
  ValidatedObservation,
} from "@yardstick/contracts";
import { collectIssues } from "./collect-issues.ts";
import { createRowJudge } from "./judge-row.ts";
import { createDuplicateFinder, duplicateOf } from "./rules/find-duplicates.ts";

export interface ValidationOptions {
  readonly reference: ReferenceData;
  /** The log's timestamp of the submission, in milliseconds: what is in the future is decided by it. DESIGN §6.2. */
  readonly nowMs: number;
  /** Longest list of issues; their counts are complete anyway. Default 1,000. */
  readonly maxIssues?: number;
}

export interface Validation {
  /** `rejected`: no row passed, or one failed in mode atomic. */
  readonly outcome: "validated" | "rejected";
  /** The rows that are to be stored, in their order; none where the outcome is `rejected`. */
  readonly observations: readonly ValidatedObservation[];
  /** Rows that are not: with `observations` they sum to the rows sent. */
  readonly rejectedRows: number;
  readonly issues: readonly Issue[];
  /** Complete number of issues per code. */
  readonly issueCounts: Readonly<Record<string, number>>;
}

export const DEFAULT_MAX_ISSUES = 1_000;

/**
 * Rules 2 to 6 of DOMAIN §7 over the rows of a body whose shape has been judged. Figures are never changed, only how
 * they are written: value in the base unit beside the text that was sent.
 */
export function validateSubmission(body: SubmissionBody, options: ValidationOptions): Validation {
  const { reference, nowMs, maxIssues = DEFAULT_MAX_ISSUES } = options;
  const rows = body.observations;
  const judgeRow = createRowJudge(reference, nowMs);
  const findDuplicate = createDuplicateFinder();
  const collected = collectIssues(maxIssues);
  const passed: (ValidatedObservation | null)[] = [];
  for (const [index, submitted] of rows.entries()) {
    const row = index + 1;
    const { observation, coordinate, findings } = judgeRow(submitted, row);
    passed.push(observation);
    if (findings.length > 0) {
      const place = { row, coordinate: coordinate ?? coordinateAsSent(submitted) };
      for (const found of findings) collected.add(found, place);
    }
    const duplicate = coordinate === null ? null : findDuplicate(coordinate, row);
    if (duplicate === null) continue;
    passed[index] = null;
    passed[duplicate.firstRow - 1] = null;
    collected.add(duplicateOf(duplicate.firstRow), { row, coordinate });
    if (duplicate.firstRowIsNews) collected.add(duplicateOf(row), { row: duplicate.firstRow, coordinate });
  }
  const good = passed.filter((observation) => observation !== null);
  const isRejected = good.length === 0 || (body.mode === "atomic" && good.length < rows.length);
  return {
    outcome: isRejected ? "rejected" : "validated",
    observations: isRejected ? [] : good,
    rejectedRows: isRejected ? rows.length : rows.length - good.length,
    issues: collected.list(),
    issueCounts: collected.counts(),
  };
}

const coordinateAsSent = ({ indicator, region, period }: SubmittedObservation) => `${indicator}/${region}/${period}`;
