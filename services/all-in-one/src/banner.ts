import { resolve } from "node:path";
import { padText, type Style } from "@yardstick/cli";
import type { AllInOneConfig } from "./config.ts";
import type { AllInOneUrls } from "./start-all-in-one.ts";

/** What listens where, and where the data is: the first thing a person sees. */
export function banner(config: AllInOneConfig, urls: AllInOneUrls, style: Style): string {
  const { YARDSTICK_KAFKA_BROKERS: brokers, YARDSTICK_CLICKHOUSE_URL: clickhouse } = config;
  const { YARDSTICK_INBOX_DIR: inbox } = config;
  const directory = resolve(config.YARDSTICK_DATA_DIR);
  const lines: [string, string][] = [
    ["submissions", `POST ${urls.ingest}/v1/submissions`],
    ...(inbox === undefined ? [] : [["files", `${resolve(inbox)}/<source>/`] as [string, string]]),
    ["read API", `${urls.portal}/v1/comparisons  ${urls.portal}/openapi.json`],
    [
      "SQL",
      urls.sql === null ? `${clickhouse} (ClickHouse's own)` : `${urls.sql}  (ClickHouse's HTTP interface, read only)`,
    ],
    ["health", `${urls.admin}/ready  ${urls.admin}/metrics`],
    ["event log", brokers === undefined ? `${directory}  (libsql)` : `Kafka at ${brokers.join(", ")}`],
    ["figures", clickhouse === undefined ? `${directory}  (ClickHouse in this process)` : clickhouse],
  ];
  const body = lines.map(([name, text]) => `  ${style.dim(padText(name, 12))}${text}`).join("\n");
  const title = `${style.bold("Yardstick")} ${style.green("is ready")}`;
  return `\n${title}\n\n${body}\n\n  ${style.dim("Ctrl-C stops it; what is in hand is finished first.")}\n\n`;
}
