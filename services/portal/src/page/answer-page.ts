import type { Page } from "@yardstick/contracts";
import type { Select } from "../query/conditions.ts";
import type { ReadContext } from "../read-context.ts";
import { type CursorOwner, decodeCursor, encodeCursor } from "./cursor.ts";
import { keyOf } from "./keyset.ts";

/** Where a page begins (behind a key, or at the start) and how many rows are read. */
export interface PageBounds {
  readonly after: readonly string[] | null;
  readonly limit: number;
}

export interface ListQuestion<Row, Answer> extends CursorOwner {
  readonly query: CursorOwner["query"] & { readonly limit: number; readonly cursor?: string | undefined };
  select(bounds: PageBounds): Select | Promise<Select>;
  /** One answer for each row; what they need beside themselves is looked up once for the page. */
  toAnswers(rows: readonly Row[]): readonly Answer[] | Promise<readonly Answer[]>;
}

/** One page of a list. A row more than asked for is read, to know whether there is a next one. */
export async function answerPage<Row extends object, Answer>(
  question: ListQuestion<Row, Answer>,
  { ask, knownThrough }: Pick<ReadContext, "ask" | "knownThrough">,
): Promise<Page<Answer>> {
  const { limit, cursor } = question.query;
  const after = cursor === undefined ? null : decodeCursor(question, cursor);
  const known = await knownThrough();
  const rows = await ask<Row>(await question.select({ after, limit: limit + 1 }));
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return {
    data: await question.toAnswers(shown),
    nextCursor: last === undefined ? null : encodeCursor(question, keyOf(question.sort, last)),
    knownThrough: known,
  };
}
