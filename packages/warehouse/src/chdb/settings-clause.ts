import type { QuerySettings } from "../warehouse.ts";

/**
 * The statement with `settings` in its own SETTINGS clause, the only place where chDB keeps them to one query: set on
 * the session they stay, and `insert_deduplication_token` then drops later rows in silence. A definition (CREATE,
 * ATTACH, REPLACE) has a SETTINGS clause of its own meaning, so there the clause stands behind a FORMAT.
 */
export function withSettingsClause(sql: string, settings: QuerySettings): string {
  const clause = Object.entries(settings)
    .filter(([name]) => !HTTP_ONLY.has(name))
    .map(([name, value]) => `${settingName(name)} = ${settingValue(value)}`)
    .join(", ");
  if (clause === "") return sql;
  const format = /^\s*(CREATE|ATTACH|REPLACE)\b/i.test(withoutLeadingComments(sql)) ? "FORMAT Null " : "";
  return `${sql}\n${format}SETTINGS ${clause}`;
}

/** Settings of the HTTP door that @clickhouse/client adds; the engine does not know them. */
const HTTP_ONLY: ReadonlySet<string> = new Set([
  "wait_end_of_query",
  "default_format",
  "enable_http_compression",
  "send_progress_in_http_headers",
  "http_headers_progress_interval_ms",
]);

function settingName(name: string): string {
  if (/^[A-Za-z_]\w*$/.test(name)) return name;
  throw new TypeError(`not a setting's name: ${JSON.stringify(name)}`);
}

function settingValue(value: string | number): string {
  if (typeof value === "number") return String(value);
  return `'${value.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}

function withoutLeadingComments(sql: string): string {
  return sql.replace(/^(\s|--[^\n]*(\n|$)|\/\*[\s\S]*?\*\/)+/, "");
}
