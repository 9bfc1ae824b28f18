import { ClickHouseError } from "@clickhouse/client";
import { UNAVAILABLE_CLICKHOUSE_CODES, UNAVAILABLE_NODE_CODES } from "./unavailable-codes.ts";
import { WarehouseError, type WarehouseErrorCode } from "./warehouse-error.ts";

/**
 * Any failure of a call as a WarehouseError. `doing` says what was tried ("insert into growth"); `otherwise` is the
 * code for what is not known to pass by itself. Judged by ClickHouse's and Node's codes alone.
 */
export function classifyError(error: unknown, doing: string, otherwise: WarehouseErrorCode): WarehouseError {
  if (error instanceof WarehouseError) return error;
  const clickhouseCode = clickhouseCodeOf(error);
  const code = isUnavailable(error, clickhouseCode) ? "WAREHOUSE_UNAVAILABLE" : otherwise;
  return new WarehouseError(code, { message: `${doing}: ${messageOf(error)}`, cause: error, clickhouseCode });
}

/** ClickHouse's number as either engine hands it over, or undefined where the failure is not ClickHouse's. */
export function clickhouseCodeOf(error: unknown): number | undefined {
  if (error instanceof ClickHouseError) return Number(error.code);
  if (typeof error !== "object" || error === null || !("clickhouseCode" in error)) return undefined;
  return typeof error.clickhouseCode === "number" ? error.clickhouseCode : undefined;
}

function isUnavailable(error: unknown, clickhouseCode: number | undefined): boolean {
  if (clickhouseCode !== undefined) return clickhouseCode in UNAVAILABLE_CLICKHOUSE_CODES;
  return nodeCodesOf(error).some((code) => UNAVAILABLE_NODE_CODES.has(code));
}

/** The codes of an error and of the errors it was made from: `fetch` and dual-stack connects wrap theirs. */
function nodeCodesOf(error: unknown): string[] {
  if (typeof error !== "object" || error === null) return [];
  const own = "code" in error && typeof error.code === "string" ? [error.code] : [];
  const inner = error instanceof AggregateError ? error.errors : "cause" in error ? [error.cause] : [];
  return [...own, ...inner.flatMap(nodeCodesOf)];
}

/** ClickHouse quotes whole rows in some messages; the first lines say what is wrong. */
function messageOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.length <= 1_000 ? text : `${text.slice(0, 1_000)} ...`;
}
