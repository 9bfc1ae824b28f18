import type { Page } from "@yardstick/contracts";
import { type CursorOwner, decodeCursor, encodeCursor } from "./cursor.ts";
import { keyOf, type SortColumn } from "./keyset.ts";

export interface RowsToAnswer<Row, Answer> {
  readonly knownThrough: string | null;
  /** One answer for each row. */
  toAnswers(rows: readonly Row[]): Answer[] | Promise<Answer[]>;
}

/** One page of rows that are all there already, in the list's order. `knownThrough` was asked before them. */
export async function pageOfRows<Row extends object, Answer>(
  owner: CursorOwner & { readonly query: { readonly limit: number; readonly cursor?: string | undefined } },
  rows: readonly Row[],
  { knownThrough, toAnswers }: RowsToAnswer<Row, Answer>,
): Promise<Page<Answer>> {
  const { limit, cursor } = owner.query;
  const after = cursor === undefined ? null : decodeCursor(owner, cursor);
  const rest = after === null ? rows : rows.filter((row) => compare(owner.sort, keyOf(owner.sort, row), after) > 0);
  const shown = rest.slice(0, limit);
  const last = rest.length > limit ? shown.at(-1) : undefined;
  return {
    data: await toAnswers(shown),
    nextCursor: last === undefined ? null : encodeCursor(owner, keyOf(owner.sort, last)),
    knownThrough,
  };
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
