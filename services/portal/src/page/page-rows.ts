import { keyOf, type SortColumn } from "./keyset.ts";

/** Where a page begins (behind a key, or at the start) and how many rows are read. */
export interface PageBounds {
  readonly after: readonly string[] | null;
  readonly limit: number;
}

/** The rows of one page, and the key that the next one begins behind; null at the end. */
export interface PageRows<Row> {
  readonly rows: readonly Row[];
  readonly next: readonly string[] | null;
}

/** The answers of a page as they are sent. */
export interface WrittenRows {
  /** A JSON array, UTF-8. */
  readonly data: Buffer;
  readonly next: PageRows<unknown>["next"];
}

/** The first rows of what was read. One more than asked for tells that there is a next page. */
export function firstRows<Row extends object>(
  sort: readonly SortColumn[],
  read: readonly Row[],
  limit: number,
): PageRows<Row> {
  const rows = read.slice(0, limit);
  const last = read.length > limit ? rows.at(-1) : undefined;
  return { rows, next: last === undefined ? null : keyOf(sort, last) };
}
