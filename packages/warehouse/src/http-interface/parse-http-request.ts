import { ClickHouseException } from "./clickhouse-exception.ts";

/** What one HTTP request asks of ClickHouse, before anything is decided about it. */
export interface ClickHouseRequest {
  /** The `query` parameter, from the URL or from a form. Empty when the body holds the whole statement. */
  readonly query: string;
  /** What follows `query`: the rest of the statement, or the rows of an INSERT. Decompressed. */
  readonly body: Buffer;
  /** Values of `{name:Type}`, as ClickHouse receives them: escaped as in tab-separated text. */
  readonly params: ReadonlyMap<string, string>;
  /** The format of the answer where the statement names none. */
  readonly format: string;
  readonly database: string | undefined;
  readonly queryId: string | undefined;
  /** Every other parameter, which ClickHouse takes for a setting of this query. */
  readonly settings: ReadonlyMap<string, string>;
  readonly compressAnswer: boolean;
}

export interface HttpRequestParts {
  readonly method: string;
  readonly searchParams: Iterable<readonly [string, string]>;
  /** Lower-case names, as Node gives them. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: Buffer;
  /** The fields of a multipart form, which clients send when their parameters are too long for a URL. */
  readonly formFields: Iterable<readonly [string, string]>;
}

/**
 * Reads ClickHouse's HTTP dialect. User and password are no part of what is asked: see `read-shown-key.ts`. Throws `ClickHouseException` for what this server does not speak.
 */
export function parseHttpRequest(parts: HttpRequestParts): ClickHouseRequest {
  const fields = new Map([...parts.searchParams, ...parts.formFields]);
  if (flag(fields.get("compress")) || flag(fields.get("decompress"))) {
    throw new ClickHouseException("NOT_IMPLEMENTED", "compress and decompress are not supported; use gzip over HTTP");
  }
  const header = (name: string) => firstOf(parts.headers[name]);
  return {
    query: fields.get("query") ?? "",
    body: parts.body,
    params: withPrefix(fields, "param_"),
    format: formatName(header("x-clickhouse-format") ?? fields.get("default_format") ?? "TabSeparated"),
    database: header("x-clickhouse-database") || fields.get("database") || undefined,
    queryId: fields.get("query_id") || undefined,
    settings: new Map([...fields].filter(([name]) => !reserved.has(name) && !name.startsWith("param_"))),
    compressAnswer: flag(fields.get("enable_http_compression")) && /\bgzip\b/.test(header("accept-encoding") ?? ""),
  };
}

/** The whole statement as text: ClickHouse joins the parameter and the body with a line break. */
export function statementText(request: ClickHouseRequest): string {
  const body = request.body.toString("utf8");
  return request.query === "" ? body : body === "" ? request.query : `${request.query}\n${body}`;
}

/** Parameters of the dialect that are no settings. */
const reserved = new Set([
  "query",
  "database",
  "default_format",
  "query_id",
  "user",
  "password",
  "quota_key",
  "role",
  "session_id",
  "session_timeout",
  "session_check",
  "close_session",
  "compress",
  "decompress",
  "buffer_size",
  "stacktrace",
  "wait_end_of_query",
  "client_protocol_version",
  "enable_http_compression",
  "http_zlib_compression_level",
  "send_progress_in_http_headers",
  "http_headers_progress_interval_ms",
  "cancel_http_readonly_queries_on_client_close",
]);

function withPrefix(fields: ReadonlyMap<string, string>, prefix: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const [name, value] of fields) {
    if (!name.startsWith(prefix)) continue;
    const bare = name.slice(prefix.length);
    if (!/^\w{1,128}$/.test(bare)) throw new ClickHouseException("BAD_ARGUMENTS", `Bad parameter name '${name}'`);
    found.set(bare, value);
  }
  return found;
}

function formatName(name: string): string {
  if (!/^\w{1,64}$/.test(name)) throw new ClickHouseException("UNKNOWN_FORMAT", `Unknown format ${name}`);
  return name;
}

function flag(value: string | undefined): boolean {
  return value === "1" || value === "true";
}

function firstOf(value: string | readonly string[] | undefined): string | undefined {
  return typeof value === "object" ? value[0] : value;
}
