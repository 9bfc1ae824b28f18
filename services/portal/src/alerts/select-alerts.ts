import { behind, orderBy, type SortColumn } from "../page/keyset.ts";
import type { PageBounds } from "../page/page-rows.ts";
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
  readonly alertId?: string | undefined;
  /** What was known by then; DateTime64 text. */
  readonly asOf?: string | undefined;
}

/** Alerts as they stand, or as they stood: each by the newest change that was known, and none that was not. */
export function selectAlerts({
  state,
  region,
  indicator,
  alertname,
  alertId,
  asOf,
  after,
  limit,
}: AlertsFilter): Select {
  const labels = allOf(
    only("region", region),
    only("indicator", indicator),
    only("alertname", alertname),
    only("alert_id", alertId),
    behind(ALERT_SORT, after),
  );
  // A state is that of the newest change, so that it is judged after the change was chosen.
  const standing = only("state", state);
  const params = { ...labels.params, ...standing.params, limit };
  return {
    sql: `SELECT ${COLUMNS}
FROM ${asOf === undefined ? "alerts FINAL" : newestKnown(labels.sql)}
WHERE ${allOf(labels, standing).sql}
ORDER BY ${orderBy(ALERT_SORT)}
LIMIT {limit:UInt32}`,
    params: asOf === undefined ? params : { ...params, as_of: asOf },
  };
}

/** Labels are filtered first: they are the same in every change. A change that was written twice is there twice. */
const newestKnown = (labels: string) => `
(
  SELECT * FROM alert_changes WHERE known_at <= {as_of:DateTime64(3)} AND ${labels}
  ORDER BY alert_id, position DESC
  LIMIT 1 BY alert_id
)`;

const COLUMNS = `alert_id, alertname, state, severity, indicator, region, accumulation, period, value, threshold, value - threshold AS gap,
  agency, submission_id, starts_at, resolved_at, reason, message_zh, message_en`;
