import type { FeedFormat, Issue, SubmissionMode, SubmissionOrigin } from "@yardstick/contracts";
import type { DecodedItem, DecodeQuestion } from "./decode-rows.ts";
import type { DecodedSubmission, DecodeFault } from "./decoded-submission.ts";

const MAX_FINDINGS = 100;
/** Names of source, mode and file at their longest, with quotation marks. */
const ENVELOPE_BYTES = 1_024;

/** A row as it goes into the body. */
export type CollectedRow = Readonly<Record<string, unknown>> & { readonly place: string };

/** Everything that a decoder has said since the last part was cut. */
export interface RowCollection {
  readonly rows: CollectedRow[];
  /** At most `maxFaults`, those that end the reading before the others. */
  readonly faults: DecodeFault[];
  readonly faultCounts: Record<string, number>;
  /** Of the first fatal fault, else of the first one. */
  outcome: Exclude<DecodedSubmission["outcome"], "decoded"> | null;
  readonly findings: Issue[];
  readonly findingCounts: Record<string, number>;
  readonly tables: Record<string, Readonly<Record<string, string>>>;
  question: DecodeQuestion;
  /** Of the submission as JSON, never less than it has. */
  bytes: number;
}

export function emptyCollection(question: DecodeQuestion): RowCollection {
  const collection: Omit<RowCollection, "question"> = {
    rows: [],
    faults: [],
    faultCounts: {},
    outcome: null,
    findings: [],
    findingCounts: {},
    tables: {},
    bytes: ENVELOPE_BYTES,
  };
  return { ...collection, question };
}

/** What a row takes as JSON with the comma behind it. */
export const bytesOf = (value: unknown) => Buffer.byteLength(JSON.stringify(value)) + 1;

export function addRow(collection: RowCollection, row: CollectedRow, bytes: number): void {
  collection.rows.push(row);
  collection.bytes += bytes;
}

/** Takes up anything but a row. */
export function addItem(collection: RowCollection, item: Exclude<DecodedItem, { kind: "row" }>): void {
  if (item.kind === "fault") addFault(collection, item);
  else if (item.kind === "finding") addFinding(collection, item.issue);
  else if (item.kind === "feed") collection.question = { ...collection.question, feed: item.feed };
  else {
    collection.tables[item.table] = item.fields;
    collection.bytes += bytesOf({ [item.table]: item.fields });
  }
}

type Fault = Omit<Extract<DecodedItem, { kind: "fault" }>, "kind">;

export function addFault(collection: RowCollection, { fault, outcome, isFatal }: Fault): void {
  const { faults, faultCounts, question } = collection;
  const { code } = fault.issue;
  faultCounts[code] = (faultCounts[code] ?? 0) + 1;
  // Who reads the first line of an answer must learn what ended the reading.
  if (isFatal) faults.unshift(fault);
  else if (faults.length < question.limits.maxFaults) faults.push(fault);
  if (faults.length > Math.max(1, question.limits.maxFaults)) faults.pop();
  if (isFatal || collection.outcome === null) collection.outcome = outcome;
}

function addFinding(collection: RowCollection, issue: Issue): void {
  const { findings, findingCounts } = collection;
  findingCounts[issue.code] = (findingCounts[issue.code] ?? 0) + 1;
  if (findings.length >= MAX_FINDINGS) return;
  findings.push(issue);
  collection.bytes += bytesOf(issue);
}

/** Who reports: who asks says so, else the feed. */
export const sourceOf = ({ question }: RowCollection): string | null =>
  question.source ?? question.feed?.source ?? null;

/** The body before its shape is judged. */
export function bodyOf(format: FeedFormat, source: string, collection: RowCollection): Record<string, unknown> {
  const { question, rows } = collection;
  const mode: SubmissionMode = question.mode ?? question.feed?.mode ?? "atomic";
  return { source, mode, origin: originOf(format, collection), observations: rows };
}

function originOf(format: FeedFormat, { question, tables, findings, findingCounts }: RowCollection): SubmissionOrigin {
  const { fileName, feed } = question;
  return {
    format,
    ...(fileName === undefined || fileName === "" ? {} : { fileName: fileName.replaceAll("\0", "").slice(-255) }),
    ...(feed === undefined ? {} : { feed: feed.id }),
    ...(feed?.table === undefined ? {} : { decimalMark: feed.table.decimalMark }),
    ...(Object.keys(tables).length === 0 ? {} : { fields: tables }),
    ...(findings.length === 0 ? {} : { findings, findingCounts }),
  };
}
