import type { ReferenceData } from "@yardstick/contracts";
import { KEY_FIRST, RULE_SETTINGS } from "@yardstick/warehouse";
import type { Ask } from "../query/ask.ts";
import type { Select } from "../query/conditions.ts";
import type { ComparisonRow } from "./to-comparison.ts";

/** The regions above one whose own rates stand beside its comparison; null where there is none. */
export interface RegionsAbove {
  readonly city: string | null;
  readonly province: string | null;
}

/** What stands above each region of today's reference data. */
export interface RegionsAboveAll {
  of(region: string): RegionsAbove;
  /** Codes of all cities and provinces that stand above any region, ascending. */
  readonly codes: readonly string[];
}

export function allRegionsAbove(reference: Pick<ReferenceData, "regions">): RegionsAboveAll {
  const above = new Map([...reference.regions.keys()].map((code) => [code, regionsAbove(code, reference)]));
  const codes = [...above.values()].flatMap(({ city, province }) => [city, province]).filter((code) => code !== null);
  return { of: (region) => above.get(region) ?? NOTHING_ABOVE, codes: [...new Set(codes)].sort() };
}

const NOTHING_ABOVE: RegionsAbove = { city: null, province: null };

/** The nearest city and the nearest province above a region, by its parents. */
export function regionsAbove(code: string, { regions }: Pick<ReferenceData, "regions">): RegionsAbove {
  let { city, province } = NOTHING_ABOVE;
  const seen = new Set([code]);
  for (let at = parentOf(code, regions); at !== undefined && !seen.has(at.code); at = parentOf(at.code, regions)) {
    seen.add(at.code);
    if (at.level === "city") city ??= at.code;
    if (at.level === "province") province ??= at.code;
  }
  return { city, province };
}

function parentOf(code: string, regions: ReferenceData["regions"]) {
  const parent = regions.get(code)?.parent ?? null;
  return parent === null ? undefined : regions.get(parent);
}

/** One region's own rates of a period. */
export interface RateRow {
  readonly indicator: string;
  readonly region: string;
  readonly period_start: string;
  readonly period_end: string;
  readonly accumulation: string;
  readonly caliber: string | null;
  readonly reported: string | null;
  readonly computed: string | null;
}

export interface RatesQuestion {
  readonly indicators: readonly string[];
  readonly periodEnds: readonly string[];
  readonly regions: readonly string[];
  /** An instant as DateTime64 text, and the SELECT of the view `region_growth_at`; then there is one indicator. */
  readonly known?: { readonly asOf: string; readonly rules: string } | undefined;
}

export function selectRates({ indicators, periodEnds, regions, known }: RatesQuestion): Select {
  const condition = "indicator IN {indicators:Array(String)} AND region IN {regions:Array(String)}";
  const params = { indicators, period_ends: periodEnds, regions };
  const columns = "indicator, region, period_start, period_end, accumulation, caliber, reported, computed";
  if (known === undefined) {
    const sql = `SELECT ${columns} FROM growth FINAL WHERE ${condition} AND period_end IN {period_ends:Array(Date32)}`;
    return { sql, params, settings: KEY_FIRST };
  }
  return {
    sql: `SELECT ${columns} FROM (${known.rules}) AS growth`,
    params: { indicator: indicators[0], regions, periods: periodEnds, as_of: known.asOf },
    settings: RULE_SETTINGS,
  };
}

/** Rates by region. */
export type Rates = ReadonlyMap<string, readonly RateRow[]>;

/** The own rates of some regions, now or at an instant. */
export async function askRates(question: RatesQuestion, ask: Ask): Promise<Rates> {
  const rates = new Map<string, RateRow[]>();
  if (question.regions.length === 0) return rates;
  for (const row of await ask<RateRow>(selectRates(question)))
    rates.set(row.region, [...(rates.get(row.region) ?? []), row]);
  return rates;
}

/**
 * The rate of a region in the period of a comparison, on the comparison's basis: reported, computed, or the first of
 * both. A rate computed from levels counts only where the catalogue allows it (DOMAIN §4).
 */
export function rateFor(
  row: ComparisonRow,
  region: string | null,
  rates: Rates,
  { indicators }: Pick<ReferenceData, "indicators">,
): string | null {
  const rate = region === null ? undefined : rates.get(region)?.find((one) => isOfSamePlace(one, row));
  if (rate === undefined) return null;
  const computed = indicators.get(row.indicator)?.computedGrowthAllowed === false ? null : rate.computed;
  if (row.basis === "reported") return rate.reported;
  return row.basis === "computed" ? computed : (rate.reported ?? computed);
}

const isOfSamePlace = (rate: RateRow, row: ComparisonRow) =>
  rate.period_end === row.period_end &&
  rate.period_start === row.period_start &&
  rate.accumulation === row.accumulation &&
  rate.caliber === row.caliber &&
  rate.indicator === row.indicator;
