import { once } from "../page/once.ts";
import type { ReadContext } from "../read-context.ts";
import { changesAgainst, type PeriodComparisons, type PeriodInTime, TOO_MANY } from "./period-comparisons.ts";
import { askRates } from "./rates-above.ts";
import { selectComparisons } from "./select-comparisons.ts";
import { askPrevious, type BeforeRow, selectBefore } from "./select-previous.ts";
import type { ComparisonRow } from "./to-comparison.ts";

/** More are read page by page, as those without a period are. */
const ROWS_AT_MOST = 10_000;

/**
 * Comparisons as materialised, with the newest period before them, in which nearly every change is found, and the rates
 * above them: three questions that go to the engine side by side, each as simple as can be, since analysing a question
 * takes longer than reading a few thousand rows. `TOO_MANY` where they are more than can be held.
 */
export async function storedComparisons(
  { endsBefore, ...filter }: PeriodInTime,
  { ask, above }: Pick<ReadContext, "ask" | "above">,
): Promise<PeriodComparisons | typeof TOO_MANY> {
  const { indicator } = filter;
  const { end } = filter.period;
  const [newest] = endsBefore;
  // The quick ones share a connection, where there are two: the longest has the other to itself.
  const [before, rows, rates] = await Promise.all([
    newest === undefined ? [] : ask<BeforeRow>(selectBefore(filter, newest)),
    ask<ComparisonRow>(selectComparisons({ ...filter, limit: ROWS_AT_MOST + 1 })),
    askRates({ indicators: [indicator], periodEnds: [end], regions: above.codes }, ask),
  ]);
  if (rows.length > ROWS_AT_MOST) return TOO_MANY;
  return {
    rows,
    rates,
    // As many as there are may be found further back.
    rowsHeld: 2 * rows.length + before.length + rates.size,
    changesOf: changesAgainst({
      newest: before,
      furtherBack: endsBefore.length < 2 ? null : once(() => askPrevious(rows, end, ask)),
    }),
  };
}
