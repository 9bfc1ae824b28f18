import type { ReferenceData } from "@yardstick/contracts";
import { KEY_FIRST, RULE_SETTINGS } from "@yardstick/warehouse";
import type { Select } from "../query/conditions.ts";
import type { ComparisonRow } from "./to-comparison.ts";

/** The regions above one whose own rates stand beside its comparison; null where there is none. */
export interface RegionsAbove {
  readonly city: string | null;
  readonly province: string | null;
}

/** The nearest city and the nearest province above a region, by its parents. */
export function regionsAbove(code: string, { regions }: Pick<ReferenceData, "regions">): RegionsAbove {
  let [city, province]: [string | null, string | null] = [null, null];
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

/**
 * The rate of a region in the period of a comparison, on the comparison's basis: reported, computed, or the first of
 * both. A rate computed from levels counts only where the catalogue allows it (DOMAIN §4).
 */
export function rateFor(
  row: ComparisonRow,
  region: string | null,
  rates: ReadonlyMap<string, RateRow>,
  { indicators }: Pick<ReferenceData, "indicators">,
): string | null {
  const rate = region === null ? undefined : rates.get(rateKey({ ...row, region }));
  if (rate === undefined) return null;
  const computed = indicators.get(row.indicator)?.computedGrowthAllowed === false ? null : rate.computed;
  if (row.basis === "reported") return rate.reported;
  return row.basis === "computed" ? computed : (rate.reported ?? computed);
}

type RateKey = Omit<RateRow, "reported" | "computed">;

export const rateKey = ({ indicator, region, period_start, period_end, accumulation, caliber }: RateKey) =>
  [indicator, region, period_start, period_end, accumulation, caliber].join(" ");
