import type { ClickHouseRequest } from "./parse-http-request.ts";

/** An INSERT whose rows stand in the body, ready for the engine's own parser without a copy. */
export interface SplitInsert {
  readonly table: string;
  /** Empty: all of the table's. */
  readonly columns: readonly string[];
  readonly format: string;
  readonly rows: Buffer;
}

/**
 * Takes an `INSERT INTO table [(columns)] FORMAT name` apart from its rows. Undefined for every other statement, and for
 * an INSERT with more in its head: those go to the engine as text, which is slower and just as right.
 */
export function splitInsert(request: ClickHouseRequest): SplitInsert | undefined {
  const inUrl = request.query !== "";
  const text = inUrl ? request.query : request.body.subarray(0, maxHeadBytes).toString("latin1");
  const head = (inUrl ? wholeHead : headBeforeRows).exec(text);
  if (head === null) return undefined;
  const [matched, table, columns, format] = head;
  const names = (columns ?? "")
    .split(",")
    .map(unquoted)
    .filter((name) => name !== "");
  if (!names.every((name) => /^\w+$/.test(name)) || !rawFormats.has(format as string)) return undefined;
  return {
    table: (table as string).split(".").map(unquoted).join("."),
    columns: names,
    format: format as string,
    rows: inUrl ? request.body : request.body.subarray(matched.length),
  };
}

const maxHeadBytes = 65_536;
const name = '(?:\\w+|`\\w+`|"\\w+")';
const head = `^\\s*INSERT\\s+INTO\\s+(?:TABLE\\s+)?(${name}(?:\\.${name})?)\\s*(?:\\(([^()]*)\\))?\\s*FORMAT\\s+(\\w+)`;
const wholeHead = new RegExp(`${head}\\s*$`, "i");
const headBeforeRows = new RegExp(`${head}[ \\t]*\\r?\\n`, "i");

/** The formats that chDB's raw insert takes. */
const rawFormats = new Set([
  "JSONEachRow",
  "JSONCompactEachRow",
  "TSV",
  "TabSeparated",
  "TSVWithNames",
  "TabSeparatedWithNames",
  "CSV",
  "CSVWithNames",
]);

function unquoted(identifier: string): string {
  return identifier.trim().replace(/^([`"])(.*)\1$/, "$2");
}
