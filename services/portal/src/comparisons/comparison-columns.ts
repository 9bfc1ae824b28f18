import type { Accumulation } from "@yardstick/contracts";
import type { SortColumn } from "../page/keyset.ts";
import type { PageBounds } from "../page/page-rows.ts";
import { allOf, type Condition, only } from "../query/conditions.ts";
import type { PeriodFilter } from "../query/period-filter.ts";

export interface ComparisonsFilter extends PageBounds {
  readonly scope?: string | undefined;
  readonly indicator?: string | undefined;
  readonly region?: string | undefined;
  readonly accumulation?: Accumulation | undefined;
  readonly period?: PeriodFilter | undefined;
}

/** Comparisons of one indicator and period, and of no other scope and region where one is asked for. */
export interface PeriodOfIndicator extends Pick<ComparisonsFilter, "scope" | "region"> {
  readonly indicator: string;
  readonly period: PeriodFilter;
}

/** The table's own order. */
export const COMPARISON_SORT: readonly SortColumn[] = [
  { column: "indicator", type: "String" },
  { column: "period_end", type: "Date32" },
  { column: "scope", type: "String" },
  { column: "accumulation", type: "String" },
  { column: "region", type: "String" },
  { column: "caliber", type: "String" },
  { column: "period_start", type: "Date32" },
];

/** What the table and the rules' view have in common, `outside_plan` apart, whose type differs. */
export const COMPARISON_COLUMNS: readonly string[] = [
  ...COMPARISON_SORT.map(({ column }) => column),
  ...["period", "price_basis", "basis", "growth", "growth_source", "other_growth", "benchmark", "benchmark_method"],
  ...["gap", "verdict", "rank", "rank_worst", "rank_of", "level_rank", "level_rank_worst", "level_rank_of"],
  ...["contribution", "simple", "disagreement", "reporting", "expected", "coverage_weight", "missing", "flags"],
];

export function withIdentity({
  scope,
  indicator,
  region,
}: Pick<ComparisonsFilter, "scope" | "indicator" | "region">): Condition {
  return allOf(only("scope", scope), only("indicator", indicator), only("region", region));
}

const SPAN = "concat('months ', toString(dateDiff('month', period_start, period_end) + 1))";

/**
 * What a comparison changes against: a year to date against years to date, a single period against those of its length.
 * Within a chain the newest earlier row counts that has a growth.
 */
export const CHAIN = `if(accumulation = 'period', ${SPAN}, accumulation)`;

/** The chains that a row is part of: January, Q1, S1 and years are stored as years to date, and are single periods too. */
export const CHAINS = `if(accumulation = 'ytd', ['ytd', ${SPAN}], [${CHAIN}])`;

/** The first day number that is not older than a year before `day`: the same period of the year before still counts. */
export const yearBefore = (periodEnd: string) => `toInt32(addDays(subtractYears(addDays(${periodEnd}, 1), 1), -1))`;
