import type { Warehouse } from "@yardstick/warehouse";
import type { AlertChange } from "./alert-change.ts";
import { ALERT_CHANGE_COLUMNS } from "./alert-change-row.ts";

export interface ChangesQuestion {
  readonly alertIds: readonly string[];
  readonly submissionIds: readonly string[];
}

/** The newest change of each alert, and every change that one of the submissions caused, by position. */
export async function readAlertChanges(
  warehouse: Pick<Warehouse, "query">,
  { alertIds, submissionIds }: ChangesQuestion,
): Promise<AlertChange[]> {
  if (alertIds.length === 0) return [];
  const rows = await warehouse.query<ChangeRow>(CHANGES_SQL, { alertIds, submissionIds });
  return rows.map(changeOf);
}

const CHANGES_SQL = `
SELECT ${ALERT_CHANGE_COLUMNS.join(", ")}
FROM alert_changes FINAL
WHERE alert_id IN {alertIds:Array(String)}
    AND (
        submission_id IN {submissionIds:Array(String)}
        OR (alert_id, position) IN (
            SELECT alert_id, max(position) FROM alert_changes WHERE alert_id IN {alertIds:Array(String)} GROUP BY alert_id
        )
    )
ORDER BY alert_id, position`;

/** As the warehouse answers it: decimals and big integers as text, instants in ClickHouse's form. */
interface ChangeRow {
  readonly alert_id: string;
  readonly alertname: string;
  readonly rule: string;
  readonly scope: string;
  readonly indicator: string;
  readonly region: string;
  readonly accumulation: AlertChange["accumulation"];
  readonly agency: string;
  readonly state: AlertChange["state"];
  readonly previous_state: AlertChange["previousState"];
  readonly severity: AlertChange["severity"];
  readonly period: string;
  readonly period_end: string;
  readonly value: string | null;
  readonly threshold: string | null;
  readonly gap: string | null;
  readonly benchmark_method: string | null;
  readonly rank: number | null;
  readonly rank_of: number | null;
  readonly outside_plan: boolean;
  readonly reason: AlertChange["reason"];
  readonly message_zh: string;
  readonly message_en: string;
  readonly starts_at: string;
  readonly resolved_at: string | null;
  readonly submission_id: string;
  readonly source: string;
  readonly known_at: string;
  readonly position: string;
}

function changeOf(row: ChangeRow): AlertChange {
  return {
    alertId: row.alert_id,
    alertname: row.alertname,
    rule: row.rule,
    scope: row.scope,
    indicator: row.indicator,
    region: row.region,
    accumulation: row.accumulation,
    agency: row.agency,
    state: row.state,
    previousState: row.previous_state,
    severity: row.severity,
    period: row.period,
    periodEnd: row.period_end,
    value: row.value,
    threshold: row.threshold,
    gap: row.gap,
    benchmarkMethod: row.benchmark_method,
    rank: row.rank,
    rankOf: row.rank_of,
    outsidePlan: row.outside_plan,
    reason: row.reason,
    message: { zh: row.message_zh, en: row.message_en },
    startsAt: instantOf(row.starts_at),
    resolvedAt: row.resolved_at === null ? null : instantOf(row.resolved_at),
    submissionId: row.submission_id,
    source: row.source,
    knownAt: instantOf(row.known_at),
    position: BigInt(row.position),
  };
}

function instantOf(text: string): string {
  return `${text.replace(" ", "T")}Z`;
}
