import type { TableInsert } from "@yardstick/pipeline";
import { dateTimeText } from "@yardstick/warehouse";
import type { AlertChange } from "./alert-change.ts";

/** The row of one transition, for `alert_changes`; `alerts` is filled from it by the engine. */
export function alertChangesInsert(changes: readonly AlertChange[]): TableInsert {
  return { table: "alert_changes", columns: ALERT_CHANGE_COLUMNS, rows: changes.map(rowOf) };
}

export const ALERT_CHANGE_COLUMNS = [
  "alert_id",
  "alertname",
  "rule",
  "scope",
  "indicator",
  "region",
  "accumulation",
  "agency",
  "state",
  "previous_state",
  "severity",
  "period",
  "period_end",
  "value",
  "threshold",
  "gap",
  "benchmark_method",
  "rank",
  "rank_of",
  "outside_plan",
  "reason",
  "message_zh",
  "message_en",
  "starts_at",
  "resolved_at",
  "submission_id",
  "source",
  "known_at",
  "position",
] as const;

function rowOf(change: AlertChange): readonly unknown[] {
  return [
    change.alertId,
    change.alertname,
    change.rule,
    change.scope,
    change.indicator,
    change.region,
    change.accumulation,
    change.agency,
    change.state,
    change.previousState,
    change.severity,
    change.period,
    change.periodEnd,
    change.value,
    change.threshold,
    change.gap,
    change.benchmarkMethod,
    change.rank,
    change.rankOf,
    change.outsidePlan,
    change.reason,
    change.message.zh,
    change.message.en,
    dateTimeText(new Date(change.startsAt)),
    change.resolvedAt === null ? null : dateTimeText(new Date(change.resolvedAt)),
    change.submissionId,
    change.source,
    dateTimeText(new Date(change.knownAt)),
    change.position,
  ];
}
