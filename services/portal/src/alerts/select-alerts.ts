import type { PageBounds } from "../page/answer-page.ts";
import { behind, orderBy, type SortColumn } from "../page/keyset.ts";
import { allOf, only, type Select } from "../query/conditions.ts";

/** Labels of an alert never change, so that paging by them meets every alert once. */
export const ALERT_SORT: readonly SortColumn[] = [
  { column: "region", type: "String" },
  { column: "indicator", type: "String" },
  { column: "alertname", type: "String" },
  { column: "alert_id", type: "String" },
];

export interface AlertsFilter extends PageBounds {
  readonly state?: string | undefined;
  readonly region?: string | undefined;
  readonly indicator?: string | undefined;
  readonly alertname?: string | undefined;
}

/** Alerts as they stand. */
export function selectAlerts({ state, region, indicator, alertname, after, limit }: AlertsFilter): Select {
  const where = allOf(
    only("state", state),
    only("region", region),
    only("indicator", indicator),
    only("alertname", alertname),
    behind(ALERT_SORT, after),
  );
  return {
    sql: `SELECT alert_id, alertname, state, severity, indicator, region, accumulation, period, value, threshold, value - threshold AS gap,
  agency, submission_id, starts_at, resolved_at, reason, message_zh, message_en
FROM alerts FINAL
WHERE ${where.sql}
ORDER BY ${orderBy(ALERT_SORT)}
LIMIT {limit:UInt32}`,
    params: { ...where.params, limit },
  };
}
