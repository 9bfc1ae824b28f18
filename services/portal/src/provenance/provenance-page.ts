import { type CursorOwner, decodeCursor, encodeCursor } from "../page/cursor.ts";
import { keyOf, type SortColumn } from "../page/keyset.ts";
import { FIGURE_SORT, RESULT_SORT } from "./select-links.ts";

/** Where a page begins in each of its two lists: behind a key, at the start, or nowhere where the list has ended. */
export interface ProvenancePlace {
  readonly figures: readonly string[] | null | "ended";
  readonly results: readonly string[] | null | "ended";
}

type Query = CursorOwner["query"] & { readonly cursor?: string | undefined };

const ownerOf = (list: keyof ProvenancePlace, query: Query): CursorOwner => ({
  list: `provenance ${list}`,
  query,
  sort: list === "figures" ? FIGURE_SORT : RESULT_SORT,
});

/** @throws HttpProblem 400 CURSOR_INVALID */
export function readPlace(query: Query): ProvenancePlace {
  if (query.cursor === undefined) return { figures: null, results: null };
  const parts = query.cursor.split(".");
  // What is not two parts is no cursor of either list.
  const [figures = "", results = ""] = parts.length === 2 ? parts : [];
  const read = (list: keyof ProvenancePlace, text: string) =>
    text === ENDED ? "ended" : decodeCursor(ownerOf(list, query), text);
  return { figures: read("figures", figures), results: read("results", results) };
}

/** The keys of the last rows where a list goes on, null where it has ended; a page's cursor is both. */
export function writePlace(
  query: Query,
  { figures, results }: { readonly figures: object | null; readonly results: object | null },
): string | null {
  if (figures === null && results === null) return null;
  const write = (list: keyof ProvenancePlace, row: object | null, sort: readonly SortColumn[]) =>
    row === null ? ENDED : encodeCursor(ownerOf(list, query), keyOf(sort, row));
  return `${write("figures", figures, FIGURE_SORT)}.${write("results", results, RESULT_SORT)}`;
}

const ENDED = "-";
