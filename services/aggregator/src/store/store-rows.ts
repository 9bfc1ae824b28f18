import type { TableInsert, WarehouseCommand } from "@yardstick/pipeline";
import { CLAIM_COLUMNS, ISSUE_COLUMNS } from "./claim-columns.ts";
import { COORDINATE_KEY_SQL, type Coordinate } from "./coordinate.ts";
import { countsOf, type SubmissionDecision } from "./decide-submissions.ts";
import type { Settlement } from "./settle-submissions.ts";
import { STORE_RULE } from "./store-issues.ts";
import type { StoredIssue, StoredReceipt } from "./stored-claims.ts";
import { type SubmissionInQuestion, submissionKey, type Validation } from "./submission-in-question.ts";

/**
 * The claims that the table does not have, or has with another outcome; at first all that are in hand, since a process
 * may have died between the table and its view. The vintages among them reach `observations` by that view.
 */
export function claimRows({ decisions, board }: Settlement, { isFirst }: { isFirst: boolean }): TableInsert {
  const rows: unknown[][] = [];
  for (const [{ claims, isInHand }, { outcomes }] of decisions) {
    for (const [at, { key, version, columns }] of claims.entries()) {
      const outcome = outcomes[at] ?? "refused";
      const own = board.get(key)?.find((claim) => claim.version === version);
      if ((isFirst && isInHand) || own?.stored !== outcome) rows.push([...columns, outcome]);
    }
  }
  return { table: "observation_vintages", columns: [...CLAIM_COLUMNS, "outcome"], rows };
}

/** Coordinates of one statement: they travel in its address. */
const COORDINATES_PER_STATEMENT = 500;

const KEY = [
  ...["indicator", "region", "period_start", "period_end", "accumulation", "measure", "price_basis", "caliber"],
];
const CARRIED = [...CLAIM_COLUMNS, "outcome"].filter((name) => !KEY.includes(name) && name !== "version");

/** A coordinate whose current row is to be written. */
export interface UnsettledCoordinate extends Coordinate {
  readonly key: string;
  /** Whether the row has to stand above every claim, taken or not; else its version is its own. */
  readonly isLifted: boolean;
}

/**
 * Writes the current rows of coordinates from all of their claims: the taken claim with the highest version, or no value
 * where none is taken. A lifted one has the highest version of all claims, so that it replaces whatever is there and
 * results that rest on it never fall in version.
 */
export function currentRows(coordinates: readonly UnsettledCoordinate[]): WarehouseCommand[] {
  const carried = CARRIED.map((name, at) => {
    const value = `tupleElement(best, ${at + 1})`;
    return name === "value" ? `if(is_taken, ${value}, NULL) AS value` : `${value} AS ${name}`;
  });
  const sql = `
INSERT INTO observations (${[...KEY, ...CARRIED, "version"].join(", ")})
SELECT ${[...KEY, ...carried].join(", ")}, if(${COORDINATE_KEY_SQL} IN {lifted:Array(String)}, highest, own) AS version
FROM
(
  SELECT ${KEY.join(", ")}, max(claims.version) AS highest,
    maxIf(claims.version, outcome IN ('accepted', 'superseded')) AS own,
    max(outcome IN ('accepted', 'superseded')) AS is_taken,
    argMax(tuple(${CARRIED.join(", ")}), tuple(outcome IN ('accepted', 'superseded'), claims.version)) AS best
  FROM observation_vintages AS claims FINAL
  WHERE indicator IN {indicators:Array(String)} AND region IN {regions:Array(String)}
    AND period_end IN {periodEnds:Array(Date32)} AND ${COORDINATE_KEY_SQL} IN {keys:Array(String)}
  GROUP BY ${KEY.join(", ")}
)`;
  const distinct = (texts: readonly string[]) => [...new Set(texts)];
  return chunks(coordinates, COORDINATES_PER_STATEMENT).map((some) => ({
    sql,
    params: {
      indicators: distinct(some.map(({ indicator }) => indicator)),
      regions: distinct(some.map(({ region }) => region)),
      periodEnds: distinct(some.map(({ periodEnd }) => periodEnd)),
      keys: some.map(({ key }) => key),
      lifted: some.filter(({ isLifted }) => isLifted).map(({ key }) => key),
    },
  }));
}

function chunks<Item>(items: readonly Item[], size: number): Item[][] {
  const starts = Array.from({ length: Math.ceil(items.length / size) }, (_, at) => at * size);
  return starts.map((start) => items.slice(start, start + size));
}

/** A receipt that is to be written, with the one that is there and the issues that belong to either. */
export interface ReceiptInQuestion {
  readonly submission: SubmissionInQuestion;
  readonly validation: Validation;
  readonly decision: SubmissionDecision;
  readonly before: StoredReceipt | undefined;
  readonly issuesBefore: readonly StoredIssue[];
}

const RECEIPT_COLUMNS = [
  "submission_id",
  "source",
  "mode",
  "state",
  "content_sha256",
  "rows",
  "accepted",
  "superseded",
  "unchanged",
  "rejected",
  "issue_counts",
  "known_at",
  "version",
  "gone",
] as const;

/** Issues, then receipts: whoever finds a receipt finds its issues. What falls away is marked as gone. */
export function receiptRows(receipts: readonly ReceiptInQuestion[]): TableInsert[] {
  return [
    {
      table: "submission_issues",
      columns: ["submission_id", "source", "ordinal", ...ISSUE_COLUMNS, "known_at", "version", "gone"],
      rows: receipts.flatMap(issueRows),
    },
    { table: "submissions", columns: RECEIPT_COLUMNS, rows: receipts.flatMap(receiptRow) },
  ];
}

function issueRows(receipt: ReceiptInQuestion): unknown[][] {
  const { submission, validation, decision, issuesBefore } = receipt;
  const { submissionId, source, position } = submission;
  const found = validation.issues ?? issuesBefore.filter(isValidators).map(({ columns }) => columns);
  const issues = decision.kind === "repeated" ? [] : [...found, ...decision.issues.map(issueColumns)];
  const end = [validation.knownAt, String(position)];
  const there = issues.map((columns, at) => [submissionId, source, at + 1, ...columns, ...end, 0]);
  const gone = issuesBefore
    .filter(({ ordinal }) => ordinal > issues.length)
    .map(({ ordinal, columns }) => [submissionId, source, ordinal, ...columns, ...end, 1]);
  return [...there, ...gone];
}

const isValidators = ({ rule }: StoredIssue) => rule !== STORE_RULE;

function issueColumns(issue: SubmissionDecision["issues"][number]): unknown[] {
  const { rule, code, severity, row, field, coordinate, message, suggestion } = issue;
  return [rule, code, severity, row, field, coordinate, message.zh, message.en, suggestion];
}

function receiptRow({ submission, validation, decision, before }: ReceiptInQuestion): unknown[][] {
  const { submissionId, source, mode, position } = submission;
  if (decision.kind === "repeated" && before === undefined) return [];
  const { accepted, superseded, unchanged, rejected } = countsOf(decision, validation.rows);
  return [
    [
      ...[submissionId, source, mode, decision.kind === "stored" ? "stored" : "rejected", validation.contentSha256],
      ...[validation.rows, accepted, superseded, unchanged, rejected, issueCounts(validation, decision)],
      ...[validation.knownAt, String(position), decision.kind === "repeated" ? 1 : 0],
    ],
  ];
}

function issueCounts(validation: Validation, { issues }: SubmissionDecision): Record<string, number> {
  const counts: Record<string, number> = { ...validation.issueCounts };
  for (const { code } of issues) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
}

/** Whether the receipt that is there says this. */
export function saysReceipt(
  before: StoredReceipt | undefined,
  validation: Validation,
  decision: SubmissionDecision,
): boolean {
  if (before === undefined || decision.kind === "repeated") return before === undefined && decision.kind === "repeated";
  const counts = countsOf(decision, validation.rows);
  const wanted = issueCounts(validation, decision);
  const codes = new Set([...Object.keys(wanted), ...Object.keys(before.issueCounts)]);
  return (
    before.state === decision.kind &&
    before.accepted === counts.accepted &&
    before.superseded === counts.superseded &&
    before.unchanged === counts.unchanged &&
    before.rejected === counts.rejected &&
    [...codes].every((code) => (wanted[code] ?? 0) === (before.issueCounts[code] ?? 0))
  );
}

/** Issues of each submission, by `submissionKey`. */
export function issuesBySubmission(issues: readonly StoredIssue[]): ReadonlyMap<string, StoredIssue[]> {
  const found = new Map<string, StoredIssue[]>();
  for (const issue of issues) found.set(submissionKey(issue), [...(found.get(submissionKey(issue)) ?? []), issue]);
  return found;
}
