import type { Ask } from "../query/ask.ts";
import type { Select } from "../query/conditions.ts";
import type { Step } from "./provenance-question.ts";
import type { LinkBounds } from "./select-links.ts";

/** The rows of a page, step by step until it is full; the last of them where more may follow. */
export interface Walked<Row> {
  readonly rows: readonly Row[];
  readonly last: Row | null;
}

/** What a step has, one row more than asked for to know whether it goes on. */
export async function walkSteps<Row extends object>(
  steps: readonly Step[],
  select: (step: Step, bounds: LinkBounds) => Select,
  { ask, ...bounds }: LinkBounds & { readonly ask: Ask },
): Promise<Walked<Row>> {
  const rows: Row[] = [];
  for (const step of steps) {
    if (rows.length > bounds.limit) break;
    rows.push(...(await ask<Row>(select(step, { ...bounds, limit: bounds.limit + 1 - rows.length }))));
  }
  const shown = rows.slice(0, bounds.limit);
  return { rows: shown, last: rows.length > bounds.limit ? (shown.at(-1) ?? null) : null };
}
