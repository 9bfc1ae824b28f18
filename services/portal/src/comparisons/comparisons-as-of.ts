import { viewQuery } from "@yardstick/warehouse";
import { once } from "../page/once.ts";
import type { ReadContext } from "../read-context.ts";
import { askRates, type MaybeChanged, type RatesOf } from "./complete-comparisons.ts";
import { type ComparisonsAsOfFilter, selectComparisonsAsOf, selectEarlierEnds } from "./select-comparisons-as-of.ts";
import { chainOf, chainsOf, changeAgainst, type PreviousRow, previousKey } from "./select-previous.ts";
import type { ComparisonRow } from "./to-comparison.ts";

type Filter = Omit<ComparisonsAsOfFilter, "periodEnds" | "rules">;

/** Every comparison of one instant, evaluated once for all pages of its list. */
export interface ComparisonsAsOf {
  /** In the list's order. */
  readonly rows: readonly ComparisonRow[];
  /** Some of the rows with their changes. */
  withChanges(rows: readonly ComparisonRow[]): Promise<readonly MaybeChanged[]>;
  /** The own rates of all cities and provinces above the rows, asked once. */
  readonly rates: RatesOf;
}

/**
 * The rules run once, over the period and the newest one before it that has figures, in which nearly every change is
 * found. Only where a growth has none there they run once more, over the other periods of the twelve months before: each
 * period costs as much as the first. Rows are matched here, once for all pages, which spares the engine two
 * steps around the rules.
 */
export async function comparisonsAsOf(
  filter: Filter,
  context: Pick<ReadContext, "ask" | "reference">,
): Promise<ComparisonsAsOf> {
  const { ask } = context;
  const ends = await ask<{ period_end: string }>(selectEarlierEnds(filter.indicator, filter.period.end));
  const rules = await viewQuery("comparisons_at");
  const [newest = [], ...further] = ends.map(({ period_end: end }) => [end]);
  const { end } = filter.period;
  const evaluated = await ask<ComparisonRow>(selectComparisonsAsOf({ ...filter, periodEnds: [end, ...newest], rules }));
  const previous = newestOf(evaluated.filter((row) => row.period_end < end));
  const changed = (row: ComparisonRow, among: Previous) => ({
    ...row,
    ...changeAgainst(row, among.get(previousKey(row, chainOf(row)))),
  });
  const rows = evaluated.filter((row) => row.period_end === end);
  const periodEnds = further.flat();
  const furtherBack = once(async () =>
    newestOf(await ask<ComparisonRow>(selectComparisonsAsOf({ ...filter, periodEnds, rules }))),
  );
  return {
    rows,
    rates: once(async () => askRates(rows, context, { asOf: filter.asOf, rules: await viewQuery("region_growth_at") })),
    withChanges: async (shown) => {
      const isLacking = (row: ComparisonRow) => row.growth !== null && !previous.has(previousKey(row, chainOf(row)));
      if (periodEnds.length === 0 || !shown.some(isLacking)) return shown.map((row) => changed(row, previous));
      const all = new Map([...(await furtherBack()), ...previous]);
      return shown.map((row) => changed(row, all));
    },
  };
}

type Previous = ReadonlyMap<string, PreviousRow>;

/** Of every chain the newest comparison that has a growth. */
function newestOf(rows: readonly ComparisonRow[]): Previous {
  const newest = new Map<string, PreviousRow & { readonly period_end: string }>();
  for (const row of rows) {
    if (row.growth === null) continue;
    for (const chain of chainsOf(row)) {
      const key = previousKey(row, chain);
      const { indicator, scope, region, caliber, period_end } = row;
      if ((newest.get(key)?.period_end ?? "") >= period_end) continue;
      const before = { growth_before: row.growth, rank_before: row.rank, basis_before: row.basis };
      newest.set(key, { indicator, scope, region, caliber, chain, period_end, ...before });
    }
  }
  return newest;
}
