import { lastDayOfMonth } from "@yardstick/contracts";
import { RULE_SETTINGS } from "@yardstick/warehouse";
import { orderBy } from "../page/keyset.ts";
import { allOf, type Select } from "../query/conditions.ts";
import { inPeriod, type PeriodFilter } from "../query/period-filter.ts";
import { COMPARISON_COLUMNS, COMPARISON_SORT, type ComparisonsFilter, withIdentity } from "./comparison-columns.ts";

export interface ComparisonsAsOfFilter extends Pick<ComparisonsFilter, "scope" | "region"> {
  readonly indicator: string;
  readonly period: PeriodFilter;
  /** DateTime64 text. */
  readonly asOf: string;
  /** Last days, YYYY-MM-DD: the period's own, earlier ones that it may have changed against, or both. */
  readonly periodEnds: readonly string[];
  /** The SELECT of the view `comparisons_at`. */
  readonly rules: string;
}

/** Comparisons as they would have been made at an instant; of the period's own day those of the period alone. */
export function selectComparisonsAsOf(filter: ComparisonsAsOfFilter): Select {
  const { indicator, period, asOf, periodEnds, rules } = filter;
  const own = inPeriod(period);
  const where = allOf(withIdentity(filter), {
    sql: `period_end != {period_end:Date32} OR (${own.sql})`,
    params: own.params,
  });
  return {
    sql: `SELECT ${COMPARISON_COLUMNS.join(", ")}, toBool(comparisons.outside_plan) AS outside_plan
FROM (${rules}) AS comparisons
WHERE ${where.sql}
ORDER BY ${orderBy(COMPARISON_SORT)}`,
    params: { ...where.params, indicator, periods: periodEnds, as_of: asOf },
    settings: RULE_SETTINGS,
  };
}

/**
 * Of the twelve month ends before a day those in which the indicator has a figure at all, newest first: no figure ever
 * leaves the table, so that none had one at any instant without standing here.
 */
export function selectEarlierEnds(indicator: string, end: string): Select {
  return {
    sql: `SELECT DISTINCT period_end FROM observations
WHERE indicator = {indicator:String} AND period_end IN {month_ends:Array(Date32)} ORDER BY period_end DESC`,
    params: { indicator, month_ends: monthEndsBefore(end) },
  };
}

/** The twelve month ends before a day; the last is that of the same period a year before. */
function monthEndsBefore(day: string): string[] {
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))];
  const ends = Array.from({ length: 12 }, (_, back) => lastDayOfMonth(year, month - 1 - back));
  return ends.filter((end) => end >= FIRST_END);
}

/** Growth has its base a year earlier, and Date32 begins with 1900. */
const FIRST_END = "1901-01-31";
