import type { TableInsert } from "@yardstick/pipeline";
import { ISSUE_COLUMNS } from "./claim-columns.ts";
import { countsOf, rowOutcomes, type SubmissionDecision } from "./decide-submissions.ts";
import { STORE_RULE } from "./store-issues.ts";
import type { StoredIssue, StoredReceipt } from "./stored-claims.ts";
import { type SubmissionInQuestion, submissionKey, type Validation } from "./submission-in-question.ts";

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
  "format",
  "file_name",
  "feed",
  "places",
  "outcomes",
  "auth_id",
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
  const issues =
    decision.kind === "repeated" ? [] : [...found, ...decision.issues.map((issue) => issueColumns(issue, validation))];
  const end = [validation.knownAt, String(position)];
  const there = issues.map((columns, at) => [submissionId, source, at + 1, ...columns, ...end, 0]);
  const gone = issuesBefore
    .filter(({ ordinal }) => ordinal > issues.length)
    .map(({ ordinal, columns }) => [submissionId, source, ordinal, ...columns, ...end, 1]);
  return [...there, ...gone];
}

const isValidators = ({ rule }: StoredIssue) => rule !== STORE_RULE;

/** The store knows where the row stands, not where each of its fields does. */
function issueColumns(issue: SubmissionDecision["issues"][number], { places }: Validation): unknown[] {
  const { rule, code, severity, row, field, coordinate, message, suggestion } = issue;
  const place = row === null ? "" : (places[row - 1] ?? "");
  return [rule, code, severity, row, place, field, coordinate, message.zh, message.en, suggestion];
}

function receiptRow({ submission, validation, decision, before }: ReceiptInQuestion): unknown[][] {
  const { submissionId, source, mode, position, claims } = submission;
  if (decision.kind === "repeated" && before === undefined) return [];
  const { rows, contentSha256, format, fileName, feed, places, authId, knownAt } = validation;
  const outcomes = rowOutcomes(decision, { claims, rows });
  const { accepted, superseded, unchanged, rejected } = countsOf(outcomes);
  return [
    [
      ...[submissionId, source, mode, decision.kind === "stored" ? "stored" : "rejected", contentSha256],
      ...[rows, accepted, superseded, unchanged, rejected, issueCountsOf(validation, decision)],
      ...[format, fileName, feed, places, outcomes, authId],
      ...[knownAt, String(position), decision.kind === "repeated" ? 1 : 0],
    ],
  ];
}

/** Complete number of findings per code, the validator's and the store's. */
export function issueCountsOf(validation: Validation, { issues }: SubmissionDecision): Record<string, number> {
  const counts: Record<string, number> = { ...validation.issueCounts };
  for (const { code } of issues) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
}

/** Whether the receipt that is there says this. */
export function saysReceipt({ submission, validation, decision, before }: Omit<ReceiptInQuestion, "issuesBefore">) {
  if (before === undefined || decision.kind === "repeated") return before === undefined && decision.kind === "repeated";
  const wanted = issueCountsOf(validation, decision);
  const codes = new Set([...Object.keys(wanted), ...Object.keys(before.issueCounts)]);
  return (
    before.state === decision.kind &&
    before.outcomes.join() === rowOutcomes(decision, { claims: submission.claims, rows: validation.rows }).join() &&
    [...codes].every((code) => (wanted[code] ?? 0) === (before.issueCounts[code] ?? 0))
  );
}

/** Issues of each submission, by `submissionKey`. */
export function issuesBySubmission(issues: readonly StoredIssue[]): ReadonlyMap<string, StoredIssue[]> {
  const found = new Map<string, StoredIssue[]>();
  for (const issue of issues) found.set(submissionKey(issue), [...(found.get(submissionKey(issue)) ?? []), issue]);
  return found;
}
