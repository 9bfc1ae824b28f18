import type { SubmissionValidatedV1, ValidatedObservation } from "@yardstick/contracts";
import { dateTimeText } from "@yardstick/warehouse";

/** Every column of `observation_vintages` but `outcome`: what a claim says, which nothing ever changes. */
export const CLAIM_COLUMNS = [
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
  "submitted_names",
  "status",
  "source",
  "submission_id",
  "submission_row",
  "released_at",
  "citation",
  "note",
  "explanation",
  "mode",
  "known_at",
  "version",
] as const;

/** Columns of `submission_issues` that say what was found. */
export const ISSUE_COLUMNS = [
  "rule",
  "code",
  "severity",
  "row",
  "place",
  "field",
  "coordinate",
  "message_zh",
  "message_en",
  "suggestion",
] as const;

/** A validated row as `CLAIM_COLUMNS`. `knownAt` is the event's `received.at` as the warehouse writes it. */
export function claimColumns(
  row: ValidatedObservation,
  { event, knownAt, version }: { event: SubmissionValidatedV1; knownAt: string; version: string },
): unknown[] {
  return [
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
    row.submittedNames ?? {},
    row.status,
    event.source,
    event.submissionId,
    row.row,
    row.releasedAt === null ? null : dateTimeText(new Date(row.releasedAt)),
    row.citation,
    row.note,
    row.explanation ?? "",
    event.mode,
    knownAt,
    version,
  ];
}
