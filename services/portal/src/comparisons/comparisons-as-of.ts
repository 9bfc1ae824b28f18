import { viewQuery } from "@yardstick/warehouse";
import { once } from "../page/once.ts";
import { inOrder } from "../page/page-of-rows.ts";
import { isInPeriod } from "../query/period-filter.ts";
import type { ReadContext } from "../read-context.ts";
import { COMPARISON_SORT } from "./comparison-columns.ts";
import { changesAgainst, type PeriodComparisons, type PeriodInTime } from "./period-comparisons.ts";
import { askRates } from "./rates-above.ts";
import { selectComparisonsAsOf } from "./select-comparisons-as-of.ts";
import { newestOf } from "./select-previous.ts";
import type { ComparisonRow } from "./to-comparison.ts";

export interface InstantOfPeriod extends PeriodInTime {
  /** DateTime64 text. */
  readonly asOf: string;
}

/**
 * Comparisons as they would have been made at an instant. The rules run once, over the period and the newest one before
 * it that has figures, in which nearly every change is found. Only where a growth has none there they run once more, over
 * the other periods before it: each period costs as much as the first.
 */
export async function comparisonsAsOf(
  { endsBefore, ...filter }: InstantOfPeriod,
  { ask, above }: Pick<ReadContext, "ask" | "above">,
): Promise<PeriodComparisons> {
  const { indicator, period, asOf } = filter;
  const { end } = period;
  const rules = await viewQuery("comparisons_at");
  const [newest, ...further] = endsBefore;
  const evaluate = (periodEnds: readonly string[]) =>
    ask<ComparisonRow>(selectComparisonsAsOf({ ...filter, periodEnds, rules }));
  const known = { asOf, rules: await viewQuery("region_growth_at") };
  const [evaluated, rates] = await Promise.all([
    evaluate(newest === undefined ? [end] : [end, newest]),
    askRates({ indicators: [indicator], periodEnds: [end], regions: above.codes, known }, ask),
  ]);
  return {
    rows: inOrder(
      COMPARISON_SORT,
      evaluated.filter((row) => isInPeriod(row, period)),
    ),
    rates,
    rowsHeld: 2 * evaluated.length + rates.size,
    changesOf: changesAgainst({
      newest: evaluated.filter((row) => row.period_end < end),
      furtherBack: further.length === 0 ? null : once(async () => newestOf(await evaluate(further))),
    }),
  };
}
