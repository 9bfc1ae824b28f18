import { expect, test } from "vitest";
import type { Ask } from "../query/ask.ts";
import { answerPage, type ListQuestion } from "./answer-page.ts";
import type { PageBounds } from "./page-rows.ts";

const regions = ["210421", "210422", "210423"];

/** Three rows, as a SELECT with these bounds would answer them. */
const ask = (async ({ params }) =>
  regions
    .filter((region) => region > String(params.after ?? ""))
    .slice(0, Number(params.limit))
    .map((region) => ({ region }))) as Ask;

const context = { ask, knownThrough: async () => "2022-03-01T08:00:00.000Z" };

const question = (query: { limit: number; cursor?: string }): ListQuestion<{ region: string }, string> => ({
  list: "regions",
  query,
  sort: [{ column: "region", type: "String" }],
  select: ({ after, limit }: PageBounds) => ({ sql: "", params: { after: after?.[0], limit } }),
  toAnswers: (rows) => rows.map(({ region }) => region),
});

test.each([1, 2, 3, 4])("pages of %i rows meet every row once", async (limit) => {
  const seen: string[][] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof answerPage<{ region: string }, string>>> = await answerPage(
      question(cursor === null ? { limit } : { limit, cursor }),
      context,
    );
    seen.push([...page.data]);
    cursor = page.nextCursor;
  } while (cursor !== null);
  expect(seen.flat()).toEqual(regions);
  expect(seen).toHaveLength(Math.ceil(3 / limit));
});
