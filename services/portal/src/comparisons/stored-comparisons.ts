import { once } from "../page/once.ts";
import type { ReadContext } from "../read-context.ts";
import type { PeriodOfIndicator } from "./comparison-columns.ts";
import { changesAgainst, type PeriodComparisons } from "./period-comparisons.ts";
import { askRates } from "./rates-above.ts";
import { selectComparisons } from "./select-comparisons.ts";
import { askPrevious, type BeforeRow, selectBefore } from "./select-previous.ts";
import type { ComparisonRow } from "./to-comparison.ts";

export interface StoredPeriod extends PeriodOfIndicator {
  /** Last days of the earlier periods that it may have changed against, newest first. */
  readonly endsBefore: readonly string[];
}

/**
 * Comparisons as materialised, with the newest period before them, in which nearly every change is found, and the rates
 * above them: three questions that go to the engine side by side, each as simple as can be, since analysing a question
 * takes longer than reading a few thousand rows.
 */
export async function storedComparisons(
  { endsBefore, ...filter }: StoredPeriod,
  { ask, above }: Pick<ReadContext, "ask" | "above">,
): Promise<PeriodComparisons> {
  const { indicator } = filter;
  const { end } = filter.period;
  const [newest] = endsBefore;
  // The quick ones share a connection, where there are two: the longest has the other to itself.
  const [before, rows, rates] = await Promise.all([
    newest === undefined ? [] : ask<BeforeRow>(selectBefore(filter, newest)),
    ask<ComparisonRow>(selectComparisons(filter)),
    askRates({ indicators: [indicator], periodEnds: [end], regions: above.codes }, ask),
  ]);
  return {
    rows,
    rates,
    changesOf: changesAgainst({
      newest: before,
      furtherBack: endsBefore.length < 2 ? null : once(() => askPrevious(rows, end, ask)),
    }),
  };
}
