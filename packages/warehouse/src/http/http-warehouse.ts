import { Readable } from "node:stream";
import { type ClickHouseClient, ClickHouseLogLevel, createClient, drainStream } from "@clickhouse/client";
import { classifyError, clickhouseCodeOf } from "../classify-error.ts";
import { queryRows, runCommand } from "../client-query.ts";
import { compactRows } from "../compact-rows.ts";
import { CONSTANT_SETTINGS } from "../constant-settings.ts";
import { sqlIdentifier } from "../sql-identifier.ts";
import type { Warehouse } from "../warehouse.ts";
import { WarehouseError } from "../warehouse-error.ts";

export interface HttpWarehouseOptions {
  /** `http://host:8123` or `https://host:8443`. */
  readonly url: string;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  /** PEM of the authority that signed the server's certificate; the system's own otherwise. */
  readonly tlsCa?: Buffer | undefined;
  /** After this long without an answer a call counts as failed, in milliseconds. */
  readonly requestTimeoutMs: number;
  /** Sockets held open at most; calls beyond it wait. */
  readonly maxOpenConnections: number;
  /** Whether inserts are sent with gzip: for a server across a network. */
  readonly compressRequests: boolean;
}

/** A ClickHouse server over HTTP. Opens no socket until the first call, so that a server may come up later. */
export function openHttpWarehouse(options: HttpWarehouseOptions): Warehouse {
  const client = connectOverHttp(options);
  const running = new Set<Promise<unknown>>();
  let closed = false;

  async function judged<T>(call: (signal: AbortSignal) => Promise<T>): Promise<T> {
    if (closed) throw new WarehouseError("WAREHOUSE_CLOSED", { message: `the warehouse at ${options.url} is closed` });
    const signal = AbortSignal.timeout(options.requestTimeoutMs);
    const answer = call(signal).catch((error) => judgeFailure(client, error, signal));
    running.add(answer);
    try {
      return await answer;
    } finally {
      running.delete(answer);
    }
  }

  return {
    async insert(table, columns, rows) {
      if (rows.length === 0) return;
      const text = typeof rows === "string" ? rows : compactRows(rows);
      await judged((signal) => insertText(client, { table, columns, text, signal }));
    },
    query: <Row>(sql: string, params = {}, settings = {}) => {
      const bounded = { ...readSettings(options.requestTimeoutMs), ...settings };
      return judged((signal) => queryRows<Row>(client, { sql, params, settings: bounded, signal }));
    },
    command: (sql, params = {}, settings = {}) =>
      judged((signal) => runCommand(client, { sql, params, settings: { ...COMMAND_SETTINGS, ...settings }, signal })),
    ping: (timeoutMs) => pingWithin(client, timeoutMs),
    async close() {
      closed = true;
      await Promise.allSettled(running);
      await client.close();
    },
  };
}

/** Idle sockets are dropped before the server drops them (3 s in ClickHouse Cloud, 10 s elsewhere). */
export function connectOverHttp(options: HttpWarehouseOptions, database = options.database): ClickHouseClient {
  return createClient({
    url: options.url,
    username: options.user,
    password: options.password,
    database,
    application: "yardstick",
    // Our own signal ends a call; the client's timer has no error code that could be told from other failures.
    request_timeout: options.requestTimeoutMs + 5_000,
    max_open_connections: options.maxOpenConnections,
    compression: { request: options.compressRequests, response: false },
    keep_alive: { enabled: true, idle_socket_ttl: 2_000, eagerly_destroy_stale_sockets: true },
    use_multipart_params_auto: true,
    max_response_headers_size: 1024 * 1024,
    // Every failure is thrown with its code; who catches it knows what to log.
    log: { level: ClickHouseLogLevel.OFF },
    clickhouse_settings: { ...CONSTANT_SETTINGS },
    ...(options.tlsCa && { tls: { ca_cert: options.tlsCa } }),
  });
}

/** The answer is complete before its status is sent, so that a failed query is an error and not half a result. */
function readSettings(requestTimeoutMs: number) {
  return {
    readonly: 2,
    wait_end_of_query: 1,
    cancel_http_readonly_queries_on_client_close: 1,
    max_execution_time: Math.max(1, Math.ceil(requestTimeoutMs / 1000)),
  };
}

/** A long INSERT ... SELECT sends headers while it runs, so that no proxy takes its silence for death. */
const COMMAND_SETTINGS = {
  wait_end_of_query: 1,
  send_progress_in_http_headers: 1,
  http_headers_progress_interval_ms: "10000",
};

interface InsertText {
  readonly table: string;
  readonly columns: readonly string[];
  readonly text: string;
  readonly signal: AbortSignal;
}

async function insertText(client: ClickHouseClient, { table, columns, text, signal }: InsertText): Promise<void> {
  const names = columns.map(sqlIdentifier).join(", ");
  try {
    const answer = await client.exec({
      query: `INSERT INTO ${sqlIdentifier(table)} (${names}) FORMAT JSONCompactEachRow`,
      values: Readable.from([Buffer.from(text)], { objectMode: false }),
      clickhouse_settings: { wait_end_of_query: 1 },
      abort_signal: signal,
    });
    await drainStream(answer.stream);
  } catch (error) {
    throw classifyError(error, `insert into ${table}`, "INSERT_FAILED");
  }
}

/**
 * A failure without a code says nothing about its cause: a proxy's error page, a timer. The server is asked whether
 * it answers at all before the query is blamed.
 */
async function judgeFailure(client: ClickHouseClient, error: unknown, signal: AbortSignal): Promise<never> {
  if (!(error instanceof WarehouseError) || error.disposition === "retry") throw error;
  if (error.clickhouseCode !== undefined || error.cause === undefined) throw error;
  const away = signal.aborted || !(await client.ping({ select: true }).catch(() => ({ success: false }))).success;
  if (!away) throw error;
  throw new WarehouseError("WAREHOUSE_UNAVAILABLE", { message: error.message, cause: error });
}

async function pingWithin(client: ClickHouseClient, timeoutMs: number): Promise<void> {
  const answer = await client.ping({ select: true, abort_signal: AbortSignal.timeout(timeoutMs) });
  if (answer.success) return;
  const message = `ClickHouse has not answered a query within ${timeoutMs} ms: ${answer.error.message}`;
  throw new WarehouseError("WAREHOUSE_UNAVAILABLE", {
    message,
    cause: answer.error,
    clickhouseCode: clickhouseCodeOf(answer.error),
  });
}
