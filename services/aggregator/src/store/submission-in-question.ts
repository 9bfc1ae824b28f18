import { type LogPosition, packPosition, packVersion, type ReferenceData, unpackPosition } from "@yardstick/contracts";
import { dateTimeText } from "@yardstick/warehouse";
import type { SettlingSubmission } from "./claim.ts";
import { claimColumns } from "./claim-columns.ts";
import { coordinateKey } from "./coordinate.ts";
import type { OutcomeEvent } from "./outcome-event.ts";
import { sourceOfRecordFor } from "./source-of-record.ts";
import { STORE_CODES } from "./store-issues.ts";
import type { StoredReceipt, StoredSubmission } from "./stored-claims.ts";

/** A submission with what its receipt and its events are made of. */
export interface SubmissionInQuestion extends SettlingSubmission {
  /** Of a record of the batch; else its claims came by before, in this process or another. */
  readonly isInHand: boolean;
  readonly received: LogPosition;
  readonly traceparent: string | null;
  /** Null where it is not in hand: `validationOf` finds it in its receipt. */
  readonly validation: Validation | null;
}

/** What the validator said, which the store adds to. */
export interface Validation {
  readonly contentSha256: string;
  /** Rows that were sent. */
  readonly rows: number;
  /** As the warehouse writes an instant. */
  readonly knownAt: string;
  readonly issueCounts: Readonly<Record<string, number>>;
  /** Of the file that it was read from; empty where it was none. */
  readonly format: string;
  readonly fileName: string;
  readonly feed: string;
  /** Of each row in that file; empty where nothing says. */
  readonly places: readonly string[];
  /** Key that it was sent with; empty where it was none. */
  readonly authId: string;
  /** As `ISSUE_COLUMNS`; null: they are in the table. */
  readonly issues: readonly (readonly unknown[])[] | null;
}

/** Unique among all submissions: an id may come twice. */
export const submissionKey = (of: {
  readonly source: string;
  readonly submissionId: string;
  readonly position: bigint;
}) => `${of.source}|${of.submissionId}|${of.position}`;

export function submissionInHand(
  submission: OutcomeEvent,
  reference: Pick<ReferenceData, "sourcesOfRecord">,
): SubmissionInQuestion {
  const { event, traceparent, authId } = submission;
  const { source, submissionId, mode, received } = event;
  const knownAt = dateTimeText(new Date(received.at));
  const versions = [packVersion(received, false), packVersion(received, true)] as const;
  const texts = versions.map(String);
  const claims =
    submission.outcome === "rejected"
      ? []
      : submission.event.observations.map((row) => {
          const isRecord = sourceOfRecordFor(row, reference) === source ? 1 : 0;
          const { value, status, period, explanation } = row;
          const version = texts[isRecord] ?? "";
          return {
            at: row,
            key: coordinateKey(row),
            period,
            row: row.row,
            value,
            status,
            isExplained: explanation !== null,
            version: versions[isRecord],
            columns: claimColumns(row, { event: submission.event, knownAt, version }),
          };
        });
  const validation = validationIn(event, { knownAt, authId });
  const position = packPosition(received);
  return { source, submissionId, position, mode, claims, isInHand: true, received, traceparent, validation };
}

function validationIn(
  { contentSha256, rows, issueCounts, issues, origin, places = [] }: OutcomeEvent["event"],
  { knownAt, authId }: { knownAt: string; authId: string },
): Validation {
  return {
    ...{ contentSha256, rows, knownAt, issueCounts, places, authId },
    ...{ format: origin?.format ?? "", fileName: origin?.fileName ?? "", feed: origin?.feed ?? "" },
    issues: issues.map(({ rule, code, severity, row, place, field, coordinate, message, suggestion }) => [
      ...[rule, code, severity, row, place ?? "", field, coordinate, message.zh, message.en, suggestion],
    ]),
  };
}

/** A submission that came by before. */
export function submissionBehind(
  { source, submissionId, position, mode }: Pick<StoredSubmission, "source" | "submissionId" | "position" | "mode">,
  claims: StoredSubmission["claims"],
): SubmissionInQuestion {
  const received = unpackPosition(position);
  const stored = { source, submissionId, position, mode, claims, received };
  return { ...stored, isInHand: false, traceparent: null, validation: null };
}

/** Null where no receipt is written yet: whoever has the submission in hand will write it. */
export function validationOf(
  submission: SubmissionInQuestion,
  receipts: ReadonlyMap<string, StoredReceipt>,
): Validation | null {
  if (submission.validation !== null) return submission.validation;
  const receipt = receipts.get(submissionKey(submission));
  if (receipt === undefined) return null;
  const { contentSha256, rows, knownAt, format, fileName, feed, places, authId } = receipt;
  const counts = Object.entries(receipt.issueCounts).filter(([code]) => !STORE_CODES.has(code));
  const kept = { contentSha256, rows, knownAt, format, fileName, feed, places, authId };
  return { ...kept, issueCounts: Object.fromEntries(counts), issues: null };
}
