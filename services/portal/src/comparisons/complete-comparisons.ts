import type { Comparison } from "@yardstick/contracts";
import type { ReadContext } from "../read-context.ts";
import { type RateRow, rateFor, rateKey, regionsAbove, selectRates } from "./rates-above.ts";
import { type ChangeRow, selectChanges } from "./select-changes.ts";
import { chainOf, changeAgainst, type PreviousRow, previousKey, selectPrevious } from "./select-previous.ts";
import { type ComparisonRow, toComparison } from "./to-comparison.ts";

/** A row that already carries its changes: those of the rules of an instant. */
export type MaybeChanged = ComparisonRow & Partial<Pick<ChangeRow, "growth_change" | "rank_change">>;

/** The rates of an instant, which are there already with its comparisons. */
export type RatesOf = () => Promise<ReadonlyMap<string, RateRow>>;

/**
 * A page of comparisons with what every 月通报 prints beside them: two more questions at most, bounded by what the page
 * spans, however many rows it has.
 */
export async function completeComparisons(
  rows: readonly MaybeChanged[],
  { ask, reference }: Pick<ReadContext, "ask" | "reference">,
  rates: RatesOf | undefined,
): Promise<Comparison[]> {
  if (rows.length === 0) return [];
  const above = new Map(rows.map(({ region }) => [region, regionsAbove(region, reference)]));
  const [changes, own] = await Promise.all([
    rates === undefined ? askChanges(rows, ask) : new Map<string, MaybeChanged>(),
    rates === undefined ? askRates(rows, { ask, reference }) : rates(),
  ]);
  return rows.map((row) => {
    const change = rates === undefined ? changes.get(changeKey(row)) : row;
    const { city, province } = above.get(row.region) ?? { city: null, province: null };
    const beside = {
      growthChange: change?.growth_change ?? null,
      rankChange: change?.rank_change ?? null,
      cityGrowth: rateFor(row, city, own, reference),
      provinceGrowth: rateFor(row, province, own, reference),
    };
    return toComparison(row, beside, reference);
  });
}

type Changes = ReadonlyMap<string, Pick<ChangeRow, "growth_change" | "rank_change">>;

async function askChanges(rows: readonly ComparisonRow[], ask: ReadContext["ask"]): Promise<Changes> {
  const span = {
    scopes: distinct(rows.map(({ scope }) => scope)),
    indicators: distinct(rows.map(({ indicator }) => indicator)),
    regions: distinct(rows.map(({ region }) => region)),
    periodEnds: distinct(rows.map(({ period_end }) => period_end)),
  };
  const [periodEnd = "", ...others] = span.periodEnds;
  if (others.length === 0) return askChangesOfDay(rows, { ...span, periodEnd }, ask);
  const changes = await ask<ChangeRow>(selectChanges(span));
  return new Map(changes.map((change) => [changeKey(change), change]));
}

async function askChangesOfDay(
  rows: readonly ComparisonRow[],
  span: { readonly scopes: string[]; readonly indicators: string[]; readonly periodEnd: string },
  ask: ReadContext["ask"],
): Promise<Changes> {
  const { scopes, indicators, periodEnd } = span;
  const chains = distinct(rows.map(chainOf));
  const found = await ask<PreviousRow>(selectPrevious({ scopes, indicators, chains, periodEnd }));
  const previous = new Map(found.map((row) => [previousKey(row, row.chain), row]));
  return new Map(
    rows.map((row) => [changeKey(row), changeAgainst(row, previous.get(previousKey(row, chainOf(row))))] as const),
  );
}

type ChangeKey = Omit<ChangeRow, "growth_change" | "rank_change">;

const changeKey = ({ scope, ...rate }: ChangeKey) => `${scope} ${rateKey(rate)}`;

/**
 * The own rates of the cities and provinces above some rows, now or at an instant. The rows of an instant are of one
 * indicator.
 */
export async function askRates(
  rows: readonly ComparisonRow[],
  { ask, reference }: Pick<ReadContext, "ask" | "reference">,
  known?: { readonly asOf: string; readonly rules: string },
): Promise<ReadonlyMap<string, RateRow>> {
  const above = distinct(rows.map(({ region }) => region)).map((region) => regionsAbove(region, reference));
  const regions = distinct(above.flatMap(({ city, province }) => [city, province]).flatMap((region) => region ?? []));
  if (regions.length === 0) return new Map();
  const indicators = distinct(rows.map(({ indicator }) => indicator));
  const periodEnds = distinct(rows.map(({ period_end }) => period_end));
  const rates = await ask<RateRow>(selectRates({ indicators, periodEnds, regions, known }));
  return new Map(rates.map((rate) => [rateKey(rate), rate]));
}

const distinct = (values: readonly string[]) => [...new Set(values)].sort();
