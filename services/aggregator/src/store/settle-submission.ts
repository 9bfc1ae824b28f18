import {
  type Issue,
  packPosition,
  packVersion,
  type ReceiptCounts,
  type ReferenceData,
  type ValidatedObservation,
} from "@yardstick/contracts";
import { coordinateKey, coordinateText } from "./coordinate.ts";
import { decideRow, type RowOutcome } from "./decide-row.ts";
import type { OutcomeEvent } from "./outcome-event.ts";
import { type KnownSubmissions, submissionKey } from "./read-known-submissions.ts";
import { sourceOfRecordFor } from "./source-of-record.ts";
import type { VintagesByCoordinate } from "./vintage.ts";

/** What is known before a submission is settled. Settling adds to both, so that the next one of the batch sees it. */
export interface StoreFacts {
  readonly known: KnownSubmissions;
  readonly vintages: VintagesByCoordinate;
  readonly reference: ReferenceData;
}

/** A figure that is stored, with the version that orders it. */
export interface StoredFigure {
  readonly row: ValidatedObservation;
  readonly version: bigint;
}

export interface SettledSubmission {
  readonly kind: "settled";
  readonly state: "stored" | "rejected";
  readonly position: bigint;
  readonly counts: ReceiptCounts;
  readonly issues: readonly Issue[];
  readonly issueCounts: Readonly<Record<string, number>>;
  readonly figures: readonly StoredFigure[];
}

/** The same submission once more, sent again under its id: its receipt stands. */
export interface RepeatedSubmission {
  readonly kind: "repeated";
}

/** Counts and decides a submission by what was received before it. DESIGN §6.4. */
export function settleSubmission(submission: OutcomeEvent, facts: StoreFacts): SettledSubmission | RepeatedSubmission {
  const { event } = submission;
  const position = packPosition(event.received);
  const known = facts.known.get(submissionKey(event.source, event.submissionId));
  if (known !== undefined && known.position < position) {
    return known.contentSha256 === event.contentSha256 ? { kind: "repeated" } : idReused(submission, position);
  }
  facts.known.set(submissionKey(event.source, event.submissionId), { contentSha256: event.contentSha256, position });
  return submission.outcome === "rejected"
    ? rejected(submission, position, [])
    : settleRows(submission, position, facts);
}

function settleRows(
  submission: OutcomeEvent & { outcome: "validated" },
  position: bigint,
  facts: StoreFacts,
): SettledSubmission {
  const { event } = submission;
  const decided = event.observations.map((row) => decide(row, { source: event.source, position, facts }));
  const refused = decided.filter(({ outcome }) => outcome === "owned-by-other").map(({ row }) => ownedByOther(row));
  if (refused.length > 0 && event.mode === "atomic") return rejected(submission, position, refused);
  if (refused.length === event.observations.length) return rejected(submission, position, refused);
  const changing = decided.filter(({ outcome }) => outcome === "accepted" || outcome === "superseded");
  const figures = changing.map(({ row, isRecord }) => ({ row, version: packVersion(event.received, isRecord) }));
  for (const figure of figures) remember(figure, event.source, position, facts.vintages);
  const count = (wanted: RowOutcome) => decided.filter(({ outcome }) => outcome === wanted).length;
  return {
    kind: "settled",
    state: "stored",
    position,
    counts: {
      accepted: count("accepted"),
      superseded: count("superseded"),
      unchanged: count("unchanged"),
      rejected: event.rejectedRows + refused.length,
    },
    ...issuesOf(submission, refused),
    figures,
  };
}

interface DecidedRow {
  readonly row: ValidatedObservation;
  readonly outcome: RowOutcome;
  readonly isRecord: boolean;
}

function decide(
  row: ValidatedObservation,
  { source, position, facts }: { source: string; position: bigint; facts: StoreFacts },
): DecidedRow {
  const sourceOfRecord = sourceOfRecordFor(row, facts.reference);
  const vintages = facts.vintages.get(coordinateKey(row)) ?? [];
  const outcome = decideRow({ row, source, position, sourceOfRecord, vintages });
  return { row, outcome, isRecord: sourceOfRecord === source };
}

function remember({ row, version }: StoredFigure, source: string, position: bigint, vintages: VintagesByCoordinate) {
  const { value, status } = row;
  const key = coordinateKey(row);
  const there = vintages.get(key);
  const vintage = { source, value, status, version, position };
  if (there === undefined) vintages.set(key, [vintage]);
  else there.push(vintage);
}

function rejected(submission: OutcomeEvent, position: bigint, more: readonly Issue[]): SettledSubmission {
  return {
    kind: "settled",
    state: "rejected",
    position,
    counts: { accepted: 0, superseded: 0, unchanged: 0, rejected: submission.event.rows },
    ...issuesOf(submission, more),
    figures: [],
  };
}

function issuesOf({ event }: OutcomeEvent, more: readonly Issue[]): Pick<SettledSubmission, "issues" | "issueCounts"> {
  const issueCounts: Record<string, number> = { ...event.issueCounts };
  for (const { code } of more) issueCounts[code] = (issueCounts[code] ?? 0) + 1;
  return { issues: [...event.issues, ...more], issueCounts };
}

function idReused(submission: OutcomeEvent, position: bigint): SettledSubmission {
  const { submissionId } = submission.event;
  const issue: Issue = {
    rule: "store",
    code: "ID_REUSED",
    severity: "error",
    row: null,
    field: null,
    coordinate: null,
    message: {
      zh: `提交编号 ${submissionId} 已用于其他内容,本次内容未入库;请使用新的编号重新提交。`,
      en: `The submission id ${submissionId} was used for other content before; nothing of this one is stored. Send it under a new id.`,
    },
    suggestion: null,
  };
  return rejected(submission, position, [issue]);
}

function ownedByOther(row: ValidatedObservation): Issue {
  const coordinate = coordinateText(row);
  return {
    rule: "store",
    code: "OWNED_BY_OTHER_SOURCE",
    severity: "error",
    row: row.row,
    field: null,
    coordinate,
    message: {
      zh: `第 ${row.row} 行:${coordinate} 已由其他来源报送,本来源不是该指标的数据归口单位。`,
      en: `Row ${row.row}: another source reports ${coordinate}, and the catalogue does not make this one the source of record.`,
    },
    suggestion: null,
  };
}
