import type { Page } from "@yardstick/contracts";
import type { Select } from "../query/conditions.ts";
import type { ReadContext } from "../read-context.ts";
import { type CursorOwner, decodeCursor, encodeCursor } from "./cursor.ts";
import { firstRows, type PageBounds, type PageRows } from "./page-rows.ts";

/** A list with its question. */
export interface PagedList extends CursorOwner {
  readonly query: CursorOwner["query"] & { readonly limit: number; readonly cursor?: string | undefined };
}

export interface ListQuestion<Row, Answer> extends PagedList {
  select(bounds: PageBounds): Select | Promise<Select>;
  /** One answer for each row; what they need beside themselves is looked up once for the page. */
  toAnswers(rows: readonly Row[]): readonly Answer[] | Promise<readonly Answer[]>;
}

/** One page of a list. What is known is asked before the rows, so that the page holds at least what it claims. */
export async function answerPage<Row extends object, Answer>(
  question: ListQuestion<Row, Answer>,
  { ask, knownThrough }: Pick<ReadContext, "ask" | "knownThrough">,
): Promise<Page<Answer>> {
  const bounds = boundsOf(question);
  const known = await knownThrough();
  const { rows, next } = await readPage(question, bounds, ask);
  return { data: rows, nextCursor: cursorAt(question, next), knownThrough: known };
}

/** The answers of one page. A row more than asked for is read, to know whether there is a next one. */
export async function readPage<Row extends object, Answer>(
  question: Pick<ListQuestion<Row, Answer>, "sort" | "select" | "toAnswers">,
  { after, limit }: PageBounds,
  ask: ReadContext["ask"],
): Promise<PageRows<Answer>> {
  const read = await ask<Row>(await question.select({ after, limit: limit + 1 }));
  const { rows, next } = firstRows(question.sort, read, limit);
  return { rows: await question.toAnswers(rows), next };
}

/** @throws HttpProblem 400 CURSOR_INVALID where it is no cursor, or one of another question */
export function boundsOf(list: PagedList): PageBounds {
  const { limit, cursor } = list.query;
  return { after: cursor === undefined ? null : decodeCursor(list, cursor), limit };
}

export const cursorAt = (list: PagedList, next: PageRows<unknown>["next"]) =>
  next === null ? null : encodeCursor(list, next);
