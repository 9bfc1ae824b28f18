import type { ClickHouseClient } from "@clickhouse/client";
import { classifyError } from "./classify-error.ts";
import { instantsAsText } from "./instants-as-text.ts";
import type { QueryParams, QuerySettings } from "./warehouse.ts";

/** One statement as both engines take it. */
export interface Statement {
  readonly sql: string;
  readonly params?: QueryParams | undefined;
  readonly settings?: QuerySettings | undefined;
  readonly signal?: AbortSignal | undefined;
}

export async function queryRows<Row>(client: ClickHouseClient, statement: Statement): Promise<Row[]> {
  try {
    const answer = await client.query({ ...requestFor(statement), format: "JSONEachRow" });
    return await answer.json<Row>();
  } catch (error) {
    throw classifyError(error, `query ${opening(statement.sql)}`, "QUERY_FAILED");
  }
}

export async function runCommand(client: ClickHouseClient, statement: Statement): Promise<void> {
  try {
    await client.command(requestFor(statement));
  } catch (error) {
    throw classifyError(error, `command ${opening(statement.sql)}`, "QUERY_FAILED");
  }
}

function requestFor({ sql, params, settings, signal }: Statement) {
  return {
    query: sql,
    ...(params && { query_params: instantsAsText(params) }),
    ...(settings && { clickhouse_settings: { ...settings } }),
    ...(signal && { abort_signal: signal }),
  };
}

/** The first words of a statement: enough to find it, and never a bound value. */
function opening(sql: string): string {
  const text = sql.replace(/\s+/g, " ").trim();
  return text.length <= 60 ? text : `${text.slice(0, 60)} ...`;
}
