import type { Alert, ReferenceData } from "@yardstick/contracts";
import { toNumber } from "../query/decimals.ts";
import { toRfc3339 } from "../query/instant.ts";
import { regionName } from "../query/region-name.ts";

/** A row of `selectAlerts`: decimals and instants as the warehouse writes them. */
export interface AlertRow
  extends Pick<Alert, "alertname" | "state" | "severity" | "indicator" | "region" | "accumulation" | "period"> {
  readonly alert_id: string;
  readonly value: string | null;
  readonly threshold: string | null;
  readonly gap: string | null;
  readonly agency: string;
  readonly submission_id: string;
  readonly starts_at: string;
  readonly resolved_at: string | null;
  readonly reason: string;
  readonly message_zh: string;
  readonly message_en: string;
}

export function toAlert(row: AlertRow, reference: ReferenceData): Alert {
  return {
    alertId: row.alert_id,
    alertname: row.alertname,
    state: row.state,
    severity: row.severity,
    indicator: row.indicator,
    region: row.region,
    regionName: regionName(reference, row.region),
    accumulation: row.accumulation,
    period: row.period,
    value: toNumber(row.value),
    threshold: toNumber(row.threshold),
    gap: toNumber(row.gap),
    agency: row.agency,
    submissionId: row.submission_id,
    startsAt: toRfc3339(row.starts_at),
    resolvedAt: row.resolved_at === null ? null : toRfc3339(row.resolved_at),
    reason: row.reason,
    message: { zh: row.message_zh, en: row.message_en },
  };
}
