import { createHash } from "node:crypto";
import type { SubmissionBody } from "@yardstick/contracts";

/** One submission that is about to be sent. */
export interface PlannedSubmission {
  /** The citation that its rows have in common. */
  readonly label: string;
  readonly body: SubmissionBody;
  /** Row of the file, counted from 1, of each row of the submission. */
  readonly fileRows: readonly number[];
  /** Derived from what is sent, so that sending a file again changes nothing. */
  readonly idempotencyKey: string;
}

/**
 * One submission for each citation, in the order in which they first stand in the file: where several publications give
 * one figure, a row of the later one is another vintage and no second row of the same submission.
 */
export function splitByCitation(body: SubmissionBody): PlannedSubmission[] {
  const rowsOf = new Map<string, number[]>();
  for (const [index, { citation = "" }] of body.observations.entries()) {
    const rows = rowsOf.get(citation) ?? [];
    rowsOf.set(citation, rows);
    rows.push(index + 1);
  }
  return [...rowsOf].map(([citation, rows]) => plan(body, citation === "" ? "(no citation)" : citation, rows));
}

function plan(body: SubmissionBody, label: string, fileRows: readonly number[]): PlannedSubmission {
  const observations = fileRows.flatMap((row) => body.observations[row - 1] ?? []);
  const part = { ...body, observations };
  const idempotencyKey = `file-${createHash("sha256").update(JSON.stringify(part)).digest("hex")}`;
  return { label, body: part, fileRows, idempotencyKey };
}
