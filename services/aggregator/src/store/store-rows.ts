import type { TableInsert } from "@yardstick/pipeline";
import { dateTimeText } from "@yardstick/warehouse";
import type { OutcomeEvent } from "./outcome-event.ts";
import type { SettledSubmission } from "./settle-submission.ts";

/** A submission with what became of it. */
export interface Settlement {
  readonly submission: OutcomeEvent;
  readonly settled: SettledSubmission;
}

const VINTAGE_COLUMNS = [
  "indicator",
  "region",
  "period",
  "period_start",
  "period_end",
  "accumulation",
  "measure",
  "price_basis",
  "caliber",
  "value",
  "unit",
  "submitted_value",
  "submitted_unit",
  "status",
  "source",
  "submission_id",
  "submission_row",
  "released_at",
  "citation",
  "note",
  "known_at",
  "version",
] as const;

/** The figures of a batch as one insert. `observations` follows by its materialised view. */
export function vintageRows(settlements: readonly Settlement[]): TableInsert {
  const rows = settlements.flatMap(({ submission: { event }, settled }) => {
    const knownAt = dateTimeText(new Date(event.received.at));
    return settled.figures.map(({ row, version }) => [
      row.indicator,
      row.region,
      row.period,
      row.periodStart,
      row.periodEnd,
      row.accumulation,
      row.measure,
      row.priceBasis,
      row.caliber,
      row.value,
      row.unit,
      row.submittedValue,
      row.submittedUnit,
      row.status,
      event.source,
      event.submissionId,
      row.row,
      row.releasedAt === null ? null : dateTimeText(new Date(row.releasedAt)),
      row.citation,
      row.note,
      knownAt,
      String(version),
    ]);
  });
  return { table: "observation_vintages", columns: VINTAGE_COLUMNS, rows };
}

const ISSUE_COLUMNS = [
  "submission_id",
  "source",
  "ordinal",
  "rule",
  "code",
  "severity",
  "row",
  "field",
  "coordinate",
  "message_zh",
  "message_en",
  "suggestion",
  "known_at",
  "version",
] as const;

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
] as const;

/** Issues, then receipts: whoever finds a receipt finds its issues. */
export function receiptRows(settlements: readonly Settlement[]): TableInsert[] {
  const issues = settlements.flatMap(({ submission: { event }, settled }) =>
    settled.issues.map((issue, at) => [
      event.submissionId,
      event.source,
      at + 1,
      issue.rule,
      issue.code,
      issue.severity,
      issue.row,
      issue.field,
      issue.coordinate,
      issue.message.zh,
      issue.message.en,
      issue.suggestion,
      dateTimeText(new Date(event.received.at)),
      String(settled.position),
    ]),
  );
  const receipts = settlements.map(({ submission: { event }, settled }) => [
    event.submissionId,
    event.source,
    event.mode,
    settled.state,
    event.contentSha256,
    event.rows,
    settled.counts.accepted,
    settled.counts.superseded,
    settled.counts.unchanged,
    settled.counts.rejected,
    settled.issueCounts,
    dateTimeText(new Date(event.received.at)),
    String(settled.position),
  ]);
  return [
    { table: "submission_issues", columns: ISSUE_COLUMNS, rows: issues },
    { table: "submissions", columns: RECEIPT_COLUMNS, rows: receipts },
  ];
}
