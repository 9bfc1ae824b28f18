import type { Receipt, SubmissionState } from "@yardstick/contracts";
import { ISSUE_COLUMNS, type IssuePlace, type IssueRow, placeOfIssue, toIssue } from "./issue-row.ts";
import { originOf } from "./origin-of-row.ts";
import { readDeadLetter } from "./read-dead-letter.ts";
import type { ReceiptReader, StoredSubmission, SubmissionName } from "./receipt-reader.ts";

export interface ReceiptQuestion extends SubmissionName {
  /** Most issues that are listed; their counts are complete anyway. */
  readonly limit: number;
  /** Null: from the first. */
  readonly after: IssuePlace | null;
}

export interface StoredReceipt {
  /** Without `nextCursor`: how a place is written down is its reader's affair. */
  readonly receipt: Receipt;
  /** The last issue of this list, null where no further one follows. */
  readonly lastIssue: IssuePlace | null;
  /** Null where no stage has settled it: the receipt is that of a dead letter. */
  readonly submission: StoredSubmission | null;
  /** False where the submission was stored before the outcome of each row was. */
  readonly knowsOutcomes: boolean;
}

/**
 * The receipt of a submission from what the stages wrote, null where they wrote nothing yet. The oldest row of an id
 * is the submission; a later one is a reuse of the id, of which only the finding is told. Where a stage could not read
 * its record, that is the receipt: `rejected`, or `received` while the record waits for an operator.
 * @throws WarehouseError
 */
export async function readReceipt(warehouse: ReceiptReader, question: ReceiptQuestion): Promise<StoredReceipt | null> {
  const { submissionId: id, source: asked = "", limit, after } = question;
  const [row] = await warehouse.query<SubmissionRow>(SUBMISSION_SQL, { id, source: asked });
  if (row === undefined) return unsettled(await readDeadLetter(warehouse, question));
  const { source, version } = row;
  const behind = { afterVersion: after?.version ?? "0", afterOrdinal: after?.ordinal ?? 0 };
  const found = await warehouse.query<IssueRow>(ISSUES_SQL, { id, source, version, ...behind, limit: limit + 1 });
  const issues = found.slice(0, limit);
  const last = issues.at(-1);
  const receipt: Receipt = {
    submissionId: id,
    source,
    state: row.state,
    contentSha256: row.content_sha256,
    ...originOf(row),
    counts: {
      accepted: Number(row.accepted),
      superseded: Number(row.superseded),
      unchanged: Number(row.unchanged),
      rejected: Number(row.rejected),
    },
    issueCounts: numbersOf(row.issue_counts),
    issues: issues.map(toIssue),
  };
  const lastIssue = found.length <= limit || last === undefined ? null : placeOfIssue(last);
  return { receipt, lastIssue, submission: { source, version }, knowsOutcomes: Number(row.outcomes_known) === 1 };
}

const unsettled = (receipt: Receipt | null): StoredReceipt | null =>
  receipt === null ? null : { receipt, lastIssue: null, submission: null, knowsOutcomes: true };

interface SubmissionRow {
  readonly source: string;
  readonly state: SubmissionState;
  readonly content_sha256: string;
  readonly format: string;
  readonly file_name: string;
  readonly feed: string;
  readonly accepted: number;
  readonly superseded: number;
  readonly unchanged: number;
  readonly rejected: number;
  readonly outcomes_known: number;
  readonly issue_counts: Readonly<Record<string, number | string>>;
  readonly version: string;
}

const SUBMISSION_SQL = `
SELECT source, state, content_sha256, format, file_name, feed, accepted, superseded, unchanged, rejected, issue_counts,
  notEmpty(outcomes) AS outcomes_known, toString(version) AS version
FROM submissions FINAL
WHERE submission_id = {id:String} AND ({source:String} = '' OR source = {source:String})
ORDER BY submissions.version
LIMIT 1`;

const ISSUES_SQL = `
SELECT ${ISSUE_COLUMNS}
FROM submission_issues FINAL
WHERE submission_id = {id:String} AND source = {source:String} AND (version = {version:UInt128} OR code = 'ID_REUSED')
  AND (version, ordinal) > ({afterVersion:UInt128}, {afterOrdinal:UInt32})
ORDER BY submission_issues.version, ordinal
LIMIT {limit:UInt32}`;

const numbersOf = (counts: SubmissionRow["issue_counts"]) =>
  Object.fromEntries(Object.entries(counts).map(([code, count]) => [code, Number(count)]));
