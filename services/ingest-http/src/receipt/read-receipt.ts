import type { Issue, Receipt, SubmissionState } from "@yardstick/contracts";
import type { Warehouse } from "@yardstick/warehouse";
import { originOf } from "./origin-of-row.ts";
import { readDeadLetter } from "./read-dead-letter.ts";
import { encodeIssueCursor, type IssuePlace } from "./receipt-cursor.ts";

export type ReceiptReader = Pick<Warehouse, "query">;

/** Issues in one receipt where nobody asks for fewer; their counts are complete anyway. */
export const ISSUES_DEFAULT = 1_000;

export interface ReceiptQuestion {
  readonly submissionId: string;
  readonly limit: number;
  readonly after: IssuePlace;
}

export interface StoredReceipt {
  readonly receipt: Receipt;
  /** False where the submission was stored before the outcome of each row was. */
  readonly knowsOutcomes: boolean;
}

/**
 * The receipt of a submission from what the stages wrote, null where they wrote nothing yet. The oldest row of an id
 * is the submission; a later one is a reuse of the id, of which only the finding is told.
 */
export async function readReceipt(warehouse: ReceiptReader, question: ReceiptQuestion): Promise<StoredReceipt | null> {
  const { submissionId, limit, after } = question;
  const [row] = await warehouse.query<SubmissionRow>(SUBMISSION_SQL, { id: submissionId });
  if (row === undefined) return unsettled(await readDeadLetter(warehouse, submissionId));
  const { source, version } = row;
  const params = { id: submissionId, source, version, afterVersion: after.version, afterOrdinal: after.ordinal };
  const found = await warehouse.query<IssueRow>(ISSUES_SQL, { ...params, limit: limit + 1 });
  const issues = found.slice(0, limit);
  const last = issues.at(-1);
  const receipt: Receipt = {
    submissionId,
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
    nextCursor: found.length <= limit || last === undefined ? null : encodeIssueCursor(placeOf(last)),
  };
  return { receipt, knowsOutcomes: Number(row.outcomes_known) === 1 };
}

const unsettled = (receipt: Receipt | null): StoredReceipt | null =>
  receipt === null ? null : { receipt, knowsOutcomes: true };

export interface SettledSubmission {
  readonly state: SubmissionState;
  readonly contentSha256: string;
}

/** State and content of what this source has sent under this id, null where nothing of it is settled yet. */
export async function readSettled(
  warehouse: ReceiptReader,
  { submissionId, source }: { submissionId: string; source: string },
): Promise<SettledSubmission | null> {
  const [row] = await warehouse.query<SubmissionRow>(SETTLED_SQL, { id: submissionId, source });
  return row === undefined ? null : { state: row.state, contentSha256: row.content_sha256 };
}

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
WHERE submission_id = {id:String}
ORDER BY submissions.version
LIMIT 1`;

const SETTLED_SQL = `
SELECT state, content_sha256
FROM submissions FINAL
WHERE submission_id = {id:String} AND source = {source:String}
ORDER BY submissions.version
LIMIT 1`;

/** A row of `submission_issues`, as `ISSUE_COLUMNS` selects it. */
export interface IssueRow {
  readonly rule: string;
  readonly code: string;
  readonly severity: Issue["severity"];
  readonly row: number | null;
  readonly place: string;
  readonly field: string | null;
  readonly coordinate: string | null;
  readonly message_zh: string;
  readonly message_en: string;
  readonly suggestion: string | null;
  readonly ordinal: number;
  readonly issue_version: string;
}

export const ISSUE_COLUMNS = `rule, code, severity, row, place, field, coordinate, message_zh, message_en, suggestion,
  ordinal, toString(version) AS issue_version`;

const ISSUES_SQL = `
SELECT ${ISSUE_COLUMNS}
FROM submission_issues FINAL
WHERE submission_id = {id:String} AND source = {source:String} AND (version = {version:UInt128} OR code = 'ID_REUSED')
  AND (version, ordinal) > ({afterVersion:UInt128}, {afterOrdinal:UInt32})
ORDER BY submission_issues.version, ordinal
LIMIT {limit:UInt32}`;

const placeOf = ({ issue_version: version, ordinal }: IssueRow): IssuePlace => ({ version, ordinal: Number(ordinal) });

export function toIssue({ message_zh: zh, message_en: en, row, place, ...issue }: IssueRow): Issue {
  const { rule, code, severity, field, coordinate, suggestion } = issue;
  return {
    rule,
    code,
    severity,
    row: row === null ? null : Number(row),
    ...(place === "" ? {} : { place }),
    field,
    coordinate,
    message: { zh, en },
    suggestion,
  };
}

const numbersOf = (counts: SubmissionRow["issue_counts"]) =>
  Object.fromEntries(Object.entries(counts).map(([code, count]) => [code, Number(count)]));
