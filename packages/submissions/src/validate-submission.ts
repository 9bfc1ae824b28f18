import type {
  Issue,
  ReferenceData,
  SubmissionBody,
  SubmittedObservation,
  ValidatedObservation,
} from "@yardstick/contracts";
import { collectIssues } from "./collect-issues.ts";
import { isError } from "./finding.ts";
import { createRowJudge } from "./judge-row.ts";
import { placeOfField } from "./place-of-field.ts";
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
 * Rules 2 to 6 of DOMAIN §7 over the rows of a body whose shape has been judged. What people write is read where it can
 * mean one thing (`增长3.5%`, `2018年1-6月`, `新宾`) and refused with the reason where it cannot. Figures are never
 * changed, only how they are written: value in the base unit beside the text that was sent.
 */
export function validateSubmission(body: SubmissionBody, options: ValidationOptions): Validation {
  const { reference, nowMs, maxIssues = DEFAULT_MAX_ISSUES } = options;
  const rows = body.observations;
  const judgeRow = createRowJudge({ reference, nowMs, decimalMark: body.origin?.decimalMark ?? "." });
  const findDuplicate = createDuplicateFinder();
  const collected = collectIssues(maxIssues);
  const { origin } = body;
  collected.addAll(findingsOfFile(origin), origin?.findingCounts ?? {});
  const passed: (ValidatedObservation | null)[] = [];
  for (const [index, submitted] of rows.entries()) {
    const row = index + 1;
    const { observation, coordinate, findings } = judgeRow(submitted, row);
    passed.push(observation);
    if (findings.length > 0) {
      const at = coordinate ?? coordinateAsSent(submitted);
      for (const found of findings) {
        collected.add(found, {
          row,
          coordinate: at,
          place: placeOfField(submitted.place, found.field, origin?.fields),
        });
      }
    }
    const duplicate = coordinate === null ? null : findDuplicate(coordinate, row);
    if (duplicate === null) continue;
    passed[index] = null;
    passed[duplicate.firstRow - 1] = null;
    const { firstRow, firstRowIsNews } = duplicate;
    const first = rows[firstRow - 1]?.place ?? null;
    const place = submitted.place ?? null;
    collected.add(duplicateOf(firstRow, first), { row, coordinate, place });
    if (firstRowIsNews) collected.add(duplicateOf(row, place), { row: firstRow, coordinate, place: first });
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

/** What reading the file had to tell. An error there would have kept it from being a submission, so none is believed here. */
function findingsOfFile(origin: SubmissionBody["origin"]): readonly Issue[] {
  return (origin?.findings ?? []).filter((found) => !isError(found));
}

const coordinateAsSent = ({ indicator, region, period }: SubmittedObservation) => `${indicator}/${region}/${period}`;
