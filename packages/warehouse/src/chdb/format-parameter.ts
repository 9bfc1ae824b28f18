/**
 * A value as ClickHouse reads query parameters: TSV text at the top, SQL literals inside arrays, and the same text
 * that @clickhouse/client sends over HTTP, so that both engines bind alike. Instants come as text.
 */
export function formatParameter(value: unknown): string {
  if (value === null || value === undefined) return "\\N";
  if (typeof value === "boolean") return value ? "1" : "0";
  if (typeof value === "string") return escapeText(value);
  return formatNested(value);
}

function formatNested(value: unknown): string {
  if (value === null || value === undefined) return "NULL";
  if (typeof value === "boolean") return value ? "TRUE" : "FALSE";
  if (typeof value === "string") return `'${escapeText(value)}'`;
  if (typeof value === "bigint" || typeof value === "number") return formatNumber(value);
  if (Array.isArray(value)) return `[${value.map(formatNested).join(",")}]`;
  throw new TypeError(`a query parameter cannot be a ${typeof value}`);
}

function formatNumber(value: bigint | number): string {
  if (Number.isNaN(value)) return "nan";
  if (value === Number.POSITIVE_INFINITY) return "+inf";
  return value === Number.NEGATIVE_INFINITY ? "-inf" : String(value);
}

const ESCAPES: Readonly<Record<string, string>> = {
  "\\": "\\\\",
  "'": "\\'",
  "\0": "\\0",
  "\t": "\\t",
  "\n": "\\n",
  "\r": "\\r",
  "\b": "\\b",
  "\f": "\\f",
};

/** Escapes for TSV and for a quoted literal alike. */
export function escapeText(text: string): string {
  return text.replace(/[\\'\0\t\n\r\b\f]/g, (character) => ESCAPES[character] ?? character);
}
