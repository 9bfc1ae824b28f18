import { keyOf, type SortColumn } from "./keyset.ts";
import { firstRows, type PageBounds, type PageRows } from "./page-rows.ts";

/** One page of rows that are all there already, in the list's order. */
export function pageOfRows<Row extends object>(
  sort: readonly SortColumn[],
  rows: readonly Row[],
  { after, limit }: PageBounds,
): PageRows<Row> {
  const rest = after === null ? rows : rows.filter((row) => compare(sort, keyOf(sort, row), after) > 0);
  return firstRows(sort, rest, limit);
}

export function inOrder<Row extends object>(sort: readonly SortColumn[], rows: readonly Row[]): Row[] {
  return [...rows].sort((one, other) => compare(sort, keyOf(sort, one), keyOf(sort, other)));
}

/** By bytes, as the engine compares: codes and days are ASCII. */
function compare(sort: readonly SortColumn[], one: readonly string[], other: readonly string[]): number {
  const at = sort.findIndex((_, index) => one[index] !== other[index]);
  if (at === -1) return 0;
  const isBefore = (one[at] ?? "") < (other[at] ?? "");
  return isBefore === (sort[at]?.descending !== true) ? -1 : 1;
}
