import type { Issue, Receipt, RowOutcome } from "@yardstick/contracts";
import type { Warehouse } from "@yardstick/warehouse";
import type { SpooledPart } from "./drop-note.ts";

type Reader = Pick<Warehouse, "query">;

/** Where the receipts of published parts come from. */
export interface PartReceipts {
  /** Which of these submissions are settled; one question, however many wait. */
  settledIds(parts: readonly SpooledPart[]): Promise<ReadonlySet<string>>;
  /** The receipt of a part that is settled, with all of its issues; null where it is not. */
  receipt(part: SpooledPart): Promise<PartReceipt | null>;
}

export interface PartReceipt {
  readonly receipt: Receipt;
  /** What became of each row, by row - 1. */
  readonly outcomes: readonly (RowOutcome | "")[];
}

export function readPartReceipts(warehouse: Reader): PartReceipts {
  return {
    settledIds: async (parts) => {
      if (parts.length === 0) return new Set();
      const ids = parts.map(({ submissionId }) => submissionId);
      const rows = await warehouse.query<{ readonly submission_id: string }>(SETTLED_SQL, { ids });
      return new Set(rows.map(({ submission_id: id }) => id));
    },
    receipt: (part) => readReceipt(warehouse, part),
  };
}

/** Longest list of issues of one submission; their counts are complete anyway. */
const MAX_ISSUES = 20_000;

const SETTLED_SQL = "SELECT DISTINCT submission_id FROM submissions FINAL WHERE submission_id IN {ids:Array(String)}";

async function readReceipt(warehouse: Reader, { submissionId: id, source }: SpooledPart): Promise<PartReceipt | null> {
  const [row] = await warehouse.query<SubmissionRow>(SUBMISSION_SQL, { id, source });
  if (row === undefined) return null;
  const params = { id, source, version: row.version, limit: MAX_ISSUES };
  const issues = await warehouse.query<IssueRow>(ISSUES_SQL, params);
  const { state, content_sha256: contentSha256, accepted, superseded, unchanged, rejected } = row;
  const receipt: Receipt = {
    submissionId: id,
    source,
    state,
    contentSha256,
    counts: numbersOf({ accepted, superseded, unchanged, rejected }),
    issueCounts: numbersOf(row.issue_counts),
    issues: issues.map(issueOf),
  };
  return { receipt, outcomes: row.outcomes };
}

interface SubmissionRow extends Record<keyof Receipt["counts"], number | string> {
  readonly state: Receipt["state"];
  readonly content_sha256: string;
  readonly issue_counts: Readonly<Record<string, number | string>>;
  readonly outcomes: readonly (RowOutcome | "")[];
  readonly version: string;
}

const SUBMISSION_SQL = `
SELECT state, content_sha256, accepted, superseded, unchanged, rejected, issue_counts,
  arrayMap(one -> toString(one), outcomes) AS outcomes, toString(version) AS version
FROM submissions FINAL
WHERE submission_id = {id:String} AND source = {source:String}
ORDER BY submissions.version
LIMIT 1`;

const ISSUES_SQL = `
SELECT *
FROM submission_issues FINAL
WHERE submission_id = {id:String} AND source = {source:String} AND version = {version:UInt128}
ORDER BY ordinal
LIMIT {limit:UInt32}`;

interface IssueRow extends Pick<Issue, "rule" | "code" | "severity" | "field" | "coordinate" | "suggestion"> {
  readonly row: number | null;
  readonly place?: string;
  readonly message_zh: string;
  readonly message_en: string;
}

function issueOf({ rule, code, severity, row, place, field, coordinate, suggestion, ...message }: IssueRow): Issue {
  return {
    rule,
    code,
    severity,
    row: row === null ? null : Number(row),
    ...(place ? { place } : {}),
    field,
    coordinate,
    message: { zh: message.message_zh, en: message.message_en },
    suggestion,
  };
}

function numbersOf<Name extends string>(counts: Readonly<Record<Name, number | string>>): Record<Name, number> {
  return Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, Number(count)])) as Record<
    Name,
    number
  >;
}
