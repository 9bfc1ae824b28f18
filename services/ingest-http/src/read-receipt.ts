import type { Issue, Receipt, SubmissionState } from "@yardstick/contracts";
import type { Warehouse } from "@yardstick/warehouse";

type Reader = Pick<Warehouse, "query">;

/** Longest list of issues in a receipt; their counts are complete anyway. */
const MAX_ISSUES = 1_000;

/**
 * The receipt of a submission from what the stages wrote, null where they wrote nothing yet. The oldest row of an id
 * is the submission; a later one is a reuse of the id, of which only the finding is told.
 */
export async function readReceipt(warehouse: Reader, submissionId: string): Promise<Receipt | null> {
  const [row] = await warehouse.query<SubmissionRow>(SUBMISSION_SQL, { id: submissionId });
  if (row === undefined) return readDeadLetter(warehouse, submissionId);
  const issues = await warehouse.query<IssueRow>(ISSUES_SQL, { ...placeOf(submissionId, row), limit: MAX_ISSUES });
  return {
    submissionId,
    source: row.source,
    state: row.state,
    contentSha256: row.content_sha256,
    counts: {
      accepted: Number(row.accepted),
      superseded: Number(row.superseded),
      unchanged: Number(row.unchanged),
      rejected: Number(row.rejected),
    },
    issueCounts: numbersOf(row.issue_counts),
    issues: issues.map(toIssue),
  };
}

export interface SettledSubmission {
  readonly state: SubmissionState;
  readonly contentSha256: string;
}

/** State and content of what this source has sent under this id, null where nothing of it is settled yet. */
export async function readSettled(
  warehouse: Reader,
  { submissionId, source }: { submissionId: string; source: string },
): Promise<SettledSubmission | null> {
  const [row] = await warehouse.query<SubmissionRow>(SETTLED_SQL, { id: submissionId, source });
  return row === undefined ? null : { state: row.state, contentSha256: row.content_sha256 };
}

interface SubmissionRow {
  readonly source: string;
  readonly state: SubmissionState;
  readonly content_sha256: string;
  readonly accepted: number;
  readonly superseded: number;
  readonly unchanged: number;
  readonly rejected: number;
  readonly issue_counts: Readonly<Record<string, number | string>>;
  readonly version: string;
}

const SUBMISSION_SQL = `
SELECT source, state, content_sha256, accepted, superseded, unchanged, rejected, issue_counts, toString(version) AS version
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

interface IssueRow {
  readonly rule: string;
  readonly code: string;
  readonly severity: Issue["severity"];
  readonly row: number | null;
  readonly field: string | null;
  readonly coordinate: string | null;
  readonly message_zh: string;
  readonly message_en: string;
  readonly suggestion: string | null;
}

const ISSUES_SQL = `
SELECT rule, code, severity, row, field, coordinate, message_zh, message_en, suggestion
FROM submission_issues FINAL
WHERE submission_id = {id:String} AND source = {source:String} AND (version = {version:UInt128} OR code = 'ID_REUSED')
ORDER BY version, ordinal
LIMIT {limit:UInt32}`;

const placeOf = (id: string, { source, version }: SubmissionRow) => ({ id, source, version });

function toIssue({ message_zh: zh, message_en: en, row, ...issue }: IssueRow): Issue {
  const { rule, code, severity, field, coordinate, suggestion } = issue;
  return {
    rule,
    code,
    severity,
    row: row === null ? null : Number(row),
    field,
    coordinate,
    message: { zh, en },
    suggestion,
  };
}

const numbersOf = (counts: SubmissionRow["issue_counts"]) =>
  Object.fromEntries(Object.entries(counts).map(([code, count]) => [code, Number(count)]));

interface DeadLetterRow {
  readonly source: string;
  readonly stage: string;
  readonly code: string;
  readonly reason: string;
}

const DEAD_LETTER_SQL = `
SELECT source, stage, code, reason
FROM dead_letters FINAL
WHERE submission_id = {id:String}
ORDER BY known_at, stage
LIMIT 1`;

/** Code of a record that waits for a person: its stage crashed on it. */
const PARKED = "PARKED";

/** A record of the submission that no stage could read is the end of it; one that is parked may still go on. */
async function readDeadLetter(warehouse: Reader, submissionId: string): Promise<Receipt | null> {
  const [row] = await warehouse.query<DeadLetterRow>(DEAD_LETTER_SQL, { id: submissionId });
  if (row === undefined) return null;
  const isParked = row.code === PARKED;
  const message = isParked
    ? {
        zh: `处理环节 ${row.stage} 出错,等待运维人员处理。`,
        en: `Stage ${row.stage} failed on it; it waits for an operator.`,
      }
    : { zh: `处理环节 ${row.stage} 无法读取:${row.reason}`, en: `Stage ${row.stage} could not read it: ${row.reason}` };
  const issue: Issue = {
    rule: row.stage,
    code: row.code,
    severity: "error",
    row: null,
    field: null,
    coordinate: null,
    message,
    suggestion: null,
  };
  return {
    ...emptyReceipt(submissionId, row.source === "" ? null : row.source),
    state: isParked ? "received" : "rejected",
    issueCounts: { [row.code]: 1 },
    issues: [issue],
  };
}

/** The receipt of a submission of which nothing is known but that its id was issued. */
export function emptyReceipt(submissionId: string, source: string | null): Receipt {
  const counts = { accepted: 0, superseded: 0, unchanged: 0, rejected: 0 };
  return { submissionId, source, state: "received", contentSha256: null, counts, issueCounts: {}, issues: [] };
}
