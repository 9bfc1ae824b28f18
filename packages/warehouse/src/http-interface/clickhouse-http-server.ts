import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { ChdbSession } from "../chdb/chdb-session.ts";
import { ClickHouseException } from "./clickhouse-exception.ts";
import { contentTypeOf } from "./content-type.ts";
import { type ClickHouseRequest, parseHttpRequest } from "./parse-http-request.ts";
import { defaultQueryLimits, type QueryLimits } from "./query-limits.ts";
import { createQuerySlots } from "./query-slots.ts";
import { readFormFields } from "./read-form-fields.ts";
import { readRequestBody } from "./read-request-body.ts";
import { readShownKey } from "./read-shown-key.ts";
import { createReadOnlyRunner } from "./run-read-only-query.ts";
import { runStatement, type StatementAnswer } from "./run-statement.ts";
import { createSessionLender } from "./session-lender.ts";

export interface ClickHouseHttpServerOptions {
  /** Opens a session on the directory that is served. Each query gets one of its own. */
  readonly openSession: () => ChdbSession;
  /** `read-only` is the SQL door. `read-write` runs every statement there is: for loopback, in place of a server. */
  readonly access: "read-only" | "read-write";
  readonly limits?: Partial<QueryLimits>;
  /** Whether the holder of what was shown as a password (null: nothing) may ask; default: everybody may. */
  readonly admit?: (shownKey: string | null) => Promise<DoorRefusal | null>;
  /** Told of each query that failed: its id, its code, and what happened. Never its text. */
  readonly onFailure?: (failure: { queryId: string; code: number; message: string }) => void;
}

/** Why somebody may not ask: no valid key, a key for other things, or more than its rate. */
export interface DoorRefusal {
  readonly type: "AUTHENTICATION_FAILED" | "ACCESS_DENIED" | "QUOTA_EXCEEDED";
  readonly message: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface ClickHouseHttpServer {
  /** Resolves when requests are served. Port 0 takes a free one. */
  listen(host: string, port: number): Promise<{ readonly host: string; readonly port: number }>;
  /** Takes no more requests, lets what runs end within `maxClosingMs`, stops the rest, and closes its sessions. Idempotent. */
  close(): Promise<void>;
}

/** ClickHouse's HTTP interface in front of chDB. */
export function createClickHouseHttpServer(options: ClickHouseHttpServerOptions): ClickHouseHttpServer {
  const limits = { ...(options.access === "read-only" ? defaultQueryLimits : readWriteLimits), ...options.limits };
  const slots = createQuerySlots(limits.maxConcurrentQueries, limits.maxWaitingQueries);
  const sessions = createSessionLender(options.openSession, maxLingeringSessions);
  let control: ChdbSession | undefined;
  let closing: Promise<void> | undefined;
  let about = { version: "unknown", timezone: "UTC" };
  const readOnly = createReadOnlyRunner({ sessions, control: () => control, limits });

  const inHand = new Set<Promise<StatementAnswer>>();
  const run = (request: ClickHouseRequest, gone: AbortSignal): Promise<StatementAnswer> => {
    const asked = slots.run(() =>
      options.access === "read-only"
        ? readOnly(request, gone)
        : sessions.lend((session) => runStatement(session, request)),
    );
    inHand.add(asked);
    return asked.finally(() => inHand.delete(asked));
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", "http://clickhouse");
    if (url.pathname === "/ping" || url.pathname === "/replicas_status") return sendText(response, 200, "Ok.\n");
    if (url.pathname !== "/") return sendText(response, 404, `There is no handle ${url.pathname}\n`);
    if (request.method !== "GET" && request.method !== "POST") return sendText(response, 405, "Method not allowed\n");
    if (request.method === "GET" && !url.searchParams.has("query")) return sendText(response, 200, "Ok.\n");
    await answerQuery(request, response, url);
  }

  async function answerQuery(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const queryId = printable(url.searchParams.get("query_id")) ?? randomUUID();
    response.setHeader("X-ClickHouse-Server-Display-Name", "yardstick");
    response.setHeader("X-ClickHouse-Query-Id", queryId);
    response.setHeader("X-ClickHouse-Timezone", about.timezone);
    const gone = new AbortController();
    response.once("close", () => gone.abort());
    const started = process.hrtime.bigint();
    try {
      // Before the body is read, so that nobody without a key has it unpacked.
      await admitOrThrow(request, response, url);
      const parsed = await read(request, url, limits.maxStatementBytes);
      const result = await run(parsed, gone.signal);
      const elapsed = process.hrtime.bigint() - started;
      await sendResult(response, result, { compress: parsed.compressAnswer, summary: summaryOf(result, elapsed) });
    } catch (error) {
      const exception = error instanceof ClickHouseException ? error : ClickHouseException.fromEngine(error);
      options.onFailure?.({ queryId, code: exception.code, message: exception.message });
      response.setHeader("X-ClickHouse-Exception-Code", exception.code);
      sendText(response, exception.httpStatus, exception.toText(about.version));
      if (!request.complete) response.once("finish", () => request.destroy());
    }
  }

  async function admitOrThrow(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const shown = readShownKey({ headers: request.headers, searchParams: url.searchParams });
    const refusal = (await options.admit?.(shown)) ?? null;
    if (refusal === null) return;
    for (const [name, value] of Object.entries(refusal.headers ?? {})) response.setHeader(name, value);
    throw new ClickHouseException(refusal.type, refusal.message);
  }

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });

  return {
    listen: async (host, port) => {
      control = options.openSession();
      about = await describeEngine(control);
      await new Promise<void>((resolve, reject) => {
        server.once("error", reject);
        server.listen(port, host, resolve);
      });
      return { host, port: (server.address() as AddressInfo).port };
    },
    close: () => {
      closing ??= (async () => {
        await closeWithin(server, limits.maxClosingMs);
        // A query whose client was cut off is stopped from the control session, so that one goes last.
        await Promise.allSettled(inHand);
        await control?.close();
      })();
      return closing;
    },
  };
}

/** Lets requests in hand end; those that take longer lose their connection, which stops their queries. */
async function closeWithin(server: Server, maxClosingMs: number): Promise<void> {
  const cutOff = setTimeout(() => server.closeAllConnections(), maxClosingMs);
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
  clearTimeout(cutOff);
}

/** About 150 MB. */
const maxLingeringSessions = 500;

/** Three of the four threads that chDB's calls share; a body may be a whole benchmark's batch. */
const readWriteLimits: QueryLimits = {
  ...defaultQueryLimits,
  maxStatementBytes: 256 * 1024 * 1024,
  maxConcurrentQueries: 3,
  maxWaitingQueries: 1_000,
};

async function read(request: IncomingMessage, url: URL, maxBytes: number): Promise<ClickHouseRequest> {
  const body = request.method === "POST" ? await readRequestBody(request, maxBytes) : Buffer.alloc(0);
  const contentType = request.headers["content-type"] ?? "";
  const isForm = /^multipart\/form-data\b/i.test(contentType);
  return parseHttpRequest({
    method: request.method ?? "GET",
    searchParams: url.searchParams,
    headers: request.headers,
    body: isForm ? Buffer.alloc(0) : body,
    formFields: isForm ? await readFormFields(contentType, body) : [],
  });
}

interface SendOptions {
  readonly compress: boolean;
  readonly summary: string;
}

async function sendResult(response: ServerResponse, result: StatementAnswer, options: SendOptions): Promise<void> {
  response.setHeader("Content-Type", contentTypeOf(result.format));
  response.setHeader("X-ClickHouse-Format", result.format);
  response.setHeader("X-ClickHouse-Summary", options.summary);
  if (options.compress) response.setHeader("Content-Encoding", "gzip");
  const bytes = options.compress ? await gzipped(result.bytes, { level: 1 }) : result.bytes;
  response.setHeader("Content-Length", bytes.length);
  response.writeHead(200).end(bytes);
}

const gzipped = promisify<Uint8Array, { level: number }, Buffer>(gzip);

function sendText(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, {
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Length": Buffer.byteLength(text),
  });
  response.end(text);
}

/** ClickHouse writes these numbers as strings. What chDB does not count is 0. */
function summaryOf(result: StatementAnswer, elapsedNs: bigint): string {
  const zero = { read_rows: "0", read_bytes: "0", written_bytes: "0", total_rows_to_read: "0", result_rows: "0" };
  const bytes = String(result.bytes.length);
  const summary = {
    ...zero,
    written_rows: String(result.writtenRows),
    result_bytes: bytes,
    elapsed_ns: String(elapsedNs),
  };
  return JSON.stringify(summary);
}

async function describeEngine(session: ChdbSession): Promise<{ version: string; timezone: string }> {
  const answer = Buffer.from(await session.query("SELECT version(), timezone()", "TabSeparated"))
    .toString()
    .trim();
  const [version = "unknown", timezone = "UTC"] = answer.split("\t");
  return { version, timezone };
}

/** A query id goes into a header, where line breaks and other scripts are not allowed. */
function printable(text: string | null): string | undefined {
  return text !== null && /^[\x21-\x7e]{1,256}$/.test(text) ? text : undefined;
}
