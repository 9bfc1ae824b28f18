import { type Accumulation, lastDayOfMonth, parsePeriodCode } from "@yardstick/contracts";
import { RULE_SETTINGS } from "@yardstick/warehouse";
import type { SortColumn } from "../page/keyset.ts";
import type { Select } from "../query/conditions.ts";

export interface SeriesFilter {
  readonly indicator: string;
  readonly region: string;
  /** First and last month end, YYYY-MM-DD. */
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly accumulation: Accumulation | undefined;
  /** DateTime64 text. Always given: the vintages are sorted by region, the current figures by period. */
  readonly asOf: string;
}

export const SERIES_SORT: readonly SortColumn[] = [
  { column: "period_end", type: "Date32" },
  { column: "accumulation", type: "String" },
  { column: "caliber", type: "String" },
  { column: "period_start", type: "Date32" },
];

/** The month ends between two names of periods: 2015 begins with its January, 2015-Q2 ends with its June. */
export function seriesSpan(from: string | undefined, to: string | undefined): Pick<SeriesFilter, "from" | "to"> {
  const [first, last] = [from, to].map((name) => (name === undefined ? null : parsePeriodCode(name)));
  return {
    from: first ? lastDayOfMonth(first.year, first.firstMonth) : undefined,
    to: last ? lastDayOfMonth(last.year, last.lastMonth) : undefined,
  };
}

/**
 * The growth of one region on these days, by the rules and from the vintages, in no order: each column of an ORDER BY
 * above the rules makes the engine hash all of them.
 */
export function selectSeries(
  { indicator, region, asOf }: Pick<SeriesFilter, "indicator" | "region" | "asOf">,
  { periodEnds, rules }: { readonly periodEnds: readonly string[]; readonly rules: string },
): Select {
  return {
    sql: `SELECT period, period_start, period_end, accumulation, caliber, level, level_status, reported, reported_price_basis,
  reported_status, computed, flags
FROM (${rules}) AS growth
WHERE has_figure`,
    params: { indicator, regions: [region], periods: periodEnds, as_of: asOf },
    settings: RULE_SETTINGS,
  };
}

/** Single periods that follow from years to date (DOMAIN §3), by their rules; those that were reported are among them. */
export function selectDerived({ indicator, region, from, to, asOf }: SeriesFilter): Select {
  return {
    sql: `SELECT period, period_start, period_end, if(toMonth(period_start) = 1, 'ytd', 'period') AS accumulation, caliber,
  value AS level, value_status AS level_status, if(growth_source = 'reported', growth, NULL) AS reported,
  NULL AS reported_price_basis, NULL AS reported_status, if(growth_source = 'computed', growth, NULL) AS computed, flags
FROM single_periods_at(indicator = {indicator:String}, regions = {regions:Array(String)}, period_from = {from:Date32},
  period_to = {to:Date32}, as_of = {as_of:DateTime64(3)})
WHERE period_end BETWEEN {from:Date32} AND {to:Date32} AND value_source = 'derived'`,
    params: { indicator, regions: [region], from: from ?? FIRST_END, to: to ?? LAST_END, as_of: asOf },
    settings: RULE_SETTINGS,
  };
}

/** The rules look a year back, and Date32 begins with 1900. */
const FIRST_END = "1901-01-31";
/** Date32 ends with it. */
export const LAST_END = "2299-12-31";
