import { type Alert, alertsQuery, type Page } from "@yardstick/contracts";
import { answerPage } from "../page/answer-page.ts";
import { toDateTime64 } from "../query/instant.ts";
import { readQuery } from "../query/read-query.ts";
import { resolveCodes } from "../query/resolve-codes.ts";
import type { ReadContext } from "../read-context.ts";
import { ALERT_SORT, selectAlerts } from "./select-alerts.ts";
import { type AlertRow, toAlert } from "./to-alert.ts";

/** `GET /v1/alerts`: as they stand, or with `asOf` as they stood. */
export async function handleListAlerts(raw: unknown, context: ReadContext): Promise<Page<Alert>> {
  const query = readQuery(alertsQuery, raw);
  const { region, indicator } = resolveCodes(query, context.reference);
  const { state, alertname } = query;
  const asOf = query.asOf === undefined ? undefined : toDateTime64(query.asOf);
  return answerPage<AlertRow, Alert>(
    {
      list: "alerts",
      query,
      sort: ALERT_SORT,
      select: (bounds) => selectAlerts({ state, alertname, region, indicator, asOf, ...bounds }),
      toAnswers: (rows) => rows.map((row) => toAlert(row, context.reference)),
    },
    context,
  );
}
