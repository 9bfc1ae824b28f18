import { viewQuery } from "@yardstick/warehouse";
import type { PageBounds } from "../page/answer-page.ts";
import type { Select } from "../query/conditions.ts";
import type { Ask } from "../read-context.ts";
import type { MaybeChanged } from "./complete-comparisons.ts";
import { type ComparisonsAsOfFilter, selectComparisonsAsOf, selectEarlierEnds } from "./select-comparisons-as-of.ts";

type Filter = Omit<ComparisonsAsOfFilter, keyof PageBounds | "earlierEnds" | "rules">;

/** How comparisons of one instant are asked for. */
export interface ComparisonsAsOf {
  select(bounds: PageBounds): Select;
  /** The page with the changes that lie further back than its own question looked. */
  withChanges(rows: readonly MaybeChanged[]): Promise<readonly MaybeChanged[]>;
}

/**
 * The rules run over the period and the newest one before it that has figures, in which nearly every change is found.
 * Only where a growth has none there they run once more, over all the periods of the twelve months before: each period
 * costs as much as the first.
 */
export async function comparisonsAsOf(filter: Filter, ask: Ask): Promise<ComparisonsAsOf> {
  const ends = await ask<{ period_end: string }>(selectEarlierEnds(filter.indicator, filter.period.end));
  const rules = await viewQuery("comparisons_at");
  const [newest = [], ...further] = ends.map(({ period_end: end }) => [end]);
  return {
    select: (bounds) => selectComparisonsAsOf({ ...filter, ...bounds, earlierEnds: newest, rules }),
    withChanges: async (rows) => {
      const isLacking = rows.some((row) => row.growth !== null && (row.growth_change ?? null) === null);
      if (!isLacking || further.length === 0) return rows;
      const earlierEnds = [...newest, ...further.flat()];
      const question = selectComparisonsAsOf({ ...filter, after: null, limit: ROWS_AT_MOST, earlierEnds, rules });
      const all = await ask<MaybeChanged>(question);
      const byKey = new Map(all.map((row) => [keyOf(row), row]));
      return rows.map((row) => byKey.get(keyOf(row)) ?? row);
    },
  };
}

/** More than one indicator has comparisons in a period. */
const ROWS_AT_MOST = 1_000_000;

const keyOf = ({ scope, region, accumulation, caliber, period_start }: MaybeChanged) =>
  [scope, region, accumulation, caliber, period_start].join(" ");
