import { type Alert, alertsQuery, type Page } from "@yardstick/contracts";
import { answerPage } from "../page/answer-page.ts";
import { readQuery } from "../query/read-query.ts";
import { resolveCodes } from "../query/resolve-codes.ts";
import type { ReadContext } from "../read-context.ts";
import { ALERT_SORT, selectAlerts } from "./select-alerts.ts";
import { type AlertRow, toAlert } from "./to-alert.ts";

/** `GET /v1/alerts` */
export async function handleListAlerts(raw: unknown, context: ReadContext): Promise<Page<Alert>> {
  const query = readQuery(alertsQuery, raw);
  const { region, indicator } = resolveCodes(query, context.reference);
  const { state, alertname } = query;
  return answerPage<AlertRow, Alert>(
    {
      list: "alerts",
      query,
      sort: ALERT_SORT,
      select: (bounds) => selectAlerts({ state, alertname, region, indicator, ...bounds }),
      toAnswer: (row) => toAlert(row, context.reference),
    },
    context,
  );
}
