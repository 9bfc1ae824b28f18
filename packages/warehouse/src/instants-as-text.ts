import { dateTimeText } from "./date-time-text.ts";
import type { QueryParams } from "./warehouse.ts";

/**
 * Parameters with every Date as ClickHouse's own text, in UTC, which both engines read alike: @clickhouse/client sends
 * seconds since 1970, which fails for instants before.
 */
export function instantsAsText(params: QueryParams): Record<string, unknown> {
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, asText(value)]));
}

function asText(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asText);
  if (!(value instanceof Date)) return value;
  return dateTimeText(value).replace(/\.000$/, "");
}
