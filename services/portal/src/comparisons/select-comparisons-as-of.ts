import { lastDayOfMonth } from "@yardstick/contracts";
import { RULE_SETTINGS } from "@yardstick/warehouse";
import { behind, orderBy } from "../page/keyset.ts";
import { allOf, type Select } from "../query/conditions.ts";
import { inPeriod, type PeriodFilter } from "../query/period-filter.ts";
import {
  CHAIN,
  CHAINS,
  COMPARISON_COLUMNS,
  COMPARISON_SORT,
  type ComparisonsFilter,
  withIdentity,
} from "./comparison-columns.ts";
import { CHANGES, PREVIOUS } from "./select-changes.ts";

export interface ComparisonsAsOfFilter extends ComparisonsFilter {
  readonly indicator: string;
  readonly period: PeriodFilter;
  /** DateTime64 text. */
  readonly asOf: string;
  /** Last days of earlier periods, YYYY-MM-DD: what the changes are looked for in. */
  readonly earlierEnds: readonly string[];
  /** The SELECT of the view `comparisons_at`. */
  readonly rules: string;
}

/** Comparisons as they would have been made at an instant, and their changes against the newest of the earlier periods. */
export function selectComparisonsAsOf(filter: ComparisonsAsOfFilter): Select {
  const { indicator, period, asOf, earlierEnds, rules, after, limit } = filter;
  const identity = withIdentity(filter);
  const where = allOf(inPeriod(period), behind(COMPARISON_SORT, after));
  return {
    sql: `SELECT ${COMPARISON_COLUMNS.join(", ")}, toBool(is_outside_plan) AS outside_plan,
  ${CHANGES}
FROM
(
  SELECT *, ${PREVIOUS}
  FROM
  (
    SELECT ${COMPARISON_COLUMNS.join(", ")}, outside_plan AS is_outside_plan, toInt32(period_end) AS day,
      ${CHAIN} AS own_chain, arrayJoin(${CHAINS}) AS chain
    FROM (${rules}) AS comparisons
    WHERE ${identity.sql}
  )
)
WHERE chain = own_chain AND ${where.sql}
ORDER BY ${orderBy(COMPARISON_SORT)}
LIMIT {limit:UInt32}`,
    params: {
      ...identity.params,
      ...where.params,
      indicator,
      periods: [period.end, ...earlierEnds],
      as_of: asOf,
      limit,
    },
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
