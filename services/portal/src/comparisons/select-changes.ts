import { shiftYears } from "@yardstick/contracts";
import { KEY_FIRST } from "@yardstick/warehouse";
import type { Select } from "../query/conditions.ts";
import { CHAIN, CHAINS, COMPARISON_SORT, yearBefore } from "./comparison-columns.ts";

/** What a page of comparisons spans: the changes of its rows lie between a year before its first day and its last. */
export interface PageSpan {
  readonly scopes: readonly string[];
  readonly indicators: readonly string[];
  readonly regions: readonly string[];
  /** Last days of the periods, YYYY-MM-DD, ascending. */
  readonly periodEnds: readonly string[];
}

/** Against the period before; null where there is none, or none on the same basis. */
export interface Change {
  readonly growth_change: string | null;
  /** Positive for places gained. */
  readonly rank_change: number | null;
}

/** One answered row: the key of a comparison, and its changes. */
export interface ChangeRow extends Change {
  readonly scope: string;
  readonly indicator: string;
  readonly region: string;
  readonly period_end: string;
  readonly period_start: string;
  readonly accumulation: string;
  readonly caliber: string | null;
}

/**
 * The change of each comparison against the newest earlier period within the twelve months before. There is none
 * between a reported and a computed basis: the two rates do not measure the same (DOMAIN §4). Days are bound as values,
 * so that the engine reads one year of the scope and not its history.
 */
export function selectChanges(span: PageSpan): Select {
  const { scopes, indicators, regions, periodEnds } = span;
  return {
    sql: CHANGES_OF_DAYS,
    params: {
      ...{ scopes, indicators, regions, year_before: shiftYears(periodEnds[0] ?? "", -1), last_end: periodEnds.at(-1) },
      period_ends: periodEnds,
    },
    settings: KEY_FIRST,
  };
}

const KEY = COMPARISON_SORT.map(({ column }) => column).join(", ");

const WITHIN = `indicator IN {indicators:Array(String)} AND scope IN {scopes:Array(String)} AND region IN {regions:Array(String)}`;

/** Within a chain the newest earlier row that has a growth. */
const PREVIOUS = `argMaxIf(tuple(growth, rank, basis, day), day, growth IS NOT NULL)
    OVER (PARTITION BY indicator, scope, region, caliber, chain ORDER BY day ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS previous`;

/** A row without an earlier one has the empty basis there. */
const IS_COMPARABLE = `basis = tupleElement(previous, 3) AND tupleElement(previous, 4) >= ${yearBefore("period_end")}`;

/** `rank_change` is positive for places gained. */
const CHANGES = `if(${IS_COMPARABLE}, growth - tupleElement(previous, 1), NULL) AS growth_change,
  if(${IS_COMPARABLE}, toInt32(toInt64(tupleElement(previous, 2)) - toInt64(rank)), NULL) AS rank_change`;

const CHANGES_OF_DAYS = `SELECT ${KEY}, ${CHANGES}
FROM
(
  SELECT *, ${PREVIOUS}
  FROM
  (
    SELECT ${KEY}, growth, rank, basis, toInt32(period_end) AS day, ${CHAIN} AS own_chain, arrayJoin(${CHAINS}) AS chain
    FROM comparisons FINAL
    WHERE ${WITHIN} AND period_end BETWEEN {year_before:Date32} AND {last_end:Date32}
  )
)
WHERE chain = own_chain AND period_end IN {period_ends:Array(Date32)} AND growth IS NOT NULL`;
