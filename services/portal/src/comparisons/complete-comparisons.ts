import type { Comparison, ComparisonsQuery } from "@yardstick/contracts";
import type { ReadContext } from "../read-context.ts";
import { againstSimpleMean } from "./against-simple-mean.ts";
import { askRates, type Rates, rateFor } from "./rates-above.ts";
import { type Change, type ChangeRow, selectChanges } from "./select-changes.ts";
import { askPrevious, chainOf, changeAgainst, NO_CHANGE, previousKey } from "./select-previous.ts";
import { type ComparisonRow, toComparison } from "./to-comparison.ts";

/** What the question says of how comparisons are answered. */
type Asked = Pick<ComparisonsQuery, "period" | "benchmarkMethod">;

/**
 * A page of comparisons of any periods and indicators, with what every 月通报 prints beside them: two more questions at
 * most, bounded by what the page spans, however many rows it has.
 */
export async function completeComparisons(
  rows: readonly ComparisonRow[],
  asked: Asked,
  context: Pick<ReadContext, "ask" | "reference" | "above">,
): Promise<Comparison[]> {
  if (rows.length === 0) return [];
  const { ask, above } = context;
  const regions = rows.map(({ region }) => above.of(region)).flatMap(({ city, province }) => [city, province]);
  const [changes, rates] = await Promise.all([
    askChanges(rows, ask),
    askRates(
      {
        indicators: distinct(rows.map(({ indicator }) => indicator)),
        periodEnds: distinct(rows.map(({ period_end }) => period_end)),
        regions: distinct(regions.filter((region) => region !== null)),
      },
      ask,
    ),
  ]);
  return toComparisons(rows, { changes, rates }, asked, context);
}

/**
 * Comparisons as they are answered: under the name that the period was asked by, against the mean that was asked for, each
 * with its change and the own rates of the city and the province above it.
 */
export function toComparisons(
  rows: readonly ComparisonRow[],
  { changes, rates }: { readonly changes: readonly Change[]; readonly rates: Rates },
  { period, benchmarkMethod }: Asked,
  { above, reference }: Pick<ReadContext, "above" | "reference">,
): Comparison[] {
  return rows.map((row, at) => {
    const { city, province } = above.of(row.region);
    const { growth_change, rank_change } = changes[at] ?? NO_CHANGE;
    const beside = {
      periodAsked: period,
      growthChange: growth_change,
      rankChange: rank_change,
      cityGrowth: rateFor(row, city, rates, reference),
      provinceGrowth: rateFor(row, province, rates, reference),
    };
    return toComparison(benchmarkMethod === "simple" ? againstSimpleMean(row) : row, beside, reference);
  });
}

/** The changes of some rows, in their order. */
async function askChanges(rows: readonly ComparisonRow[], ask: ReadContext["ask"]): Promise<Change[]> {
  const periodEnds = distinct(rows.map(({ period_end }) => period_end));
  const [periodEnd = "", ...others] = periodEnds;
  if (others.length === 0) {
    const previous = await askPrevious(rows, periodEnd, ask);
    return rows.map((row) => changeAgainst(row, previous.get(previousKey(row, chainOf(row)))));
  }
  const span = {
    scopes: distinct(rows.map(({ scope }) => scope)),
    indicators: distinct(rows.map(({ indicator }) => indicator)),
    regions: distinct(rows.map(({ region }) => region)),
    periodEnds,
  };
  const changes = new Map((await ask<ChangeRow>(selectChanges(span))).map((change) => [changeKey(change), change]));
  return rows.map((row) => changes.get(changeKey(row)) ?? NO_CHANGE);
}

type ChangeKey = Omit<ChangeRow, keyof Change>;

const changeKey = ({ scope, indicator, region, period_start, period_end, accumulation, caliber }: ChangeKey) =>
  [scope, indicator, region, period_start, period_end, accumulation, caliber].join(" ");

const distinct = (values: readonly string[]) => [...new Set(values)].sort();
