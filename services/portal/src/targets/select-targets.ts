import type { PageBounds } from "../page/answer-page.ts";
import { behind, orderBy, type SortColumn } from "../page/keyset.ts";
import { allOf, only, type Select } from "../query/conditions.ts";
import { inPeriod, type PeriodFilter } from "../query/period-filter.ts";

export interface TargetsFilter {
  readonly plan?: string | undefined;
  readonly region?: string | undefined;
  readonly period?: PeriodFilter | undefined;
  /** YYYY-MM-DD where the plan is: a period that ends today or later is not over. */
  readonly today: string;
}

export const TARGET_SORT: readonly SortColumn[] = [
  { column: "plan", type: "String" },
  { column: "target", type: "String" },
  { column: "region", type: "String" },
  { column: "period_end", type: "Date32" },
  { column: "period", type: "String" },
];

/**
 * Results of targets. With a period every target stands there once for each region that it binds, also where it has no
 * result yet: not due while the period runs, without data after. Without one, the results that there are.
 */
export function selectTargets(filter: TargetsFilter, bounds: PageBounds): Select {
  return filter.period === undefined
    ? selectResults(filter, bounds)
    : selectOfPeriod({ ...filter, ...bounds }, filter.period);
}

function selectResults({ plan, region }: TargetsFilter, { after, limit }: PageBounds): Select {
  const identity = allOf(only("plan", plan), only("region", region));
  const where = allOf(identity, behind(TARGET_SORT, after));
  return {
    sql: `SELECT ${IDENTITY}, r.period_end AS period_end, r.period AS period, ${RESULT}, r.result AS result, ${JUDGED}
FROM (${resultsWhere(where.sql, "plan, target, region, period_end, period")}) AS r
INNER JOIN (${targetsWhere(identity.sql)}) AS t ON r.plan = t.plan AND r.target = t.target AND r.region = t.region
ORDER BY ${orderBy(TARGET_SORT)}
LIMIT {limit:UInt32}`,
    params: { ...where.params, limit },
  };
}

function selectOfPeriod(
  { plan, region, today, after, limit }: TargetsFilter & PageBounds,
  period: PeriodFilter,
): Select {
  const identity = allOf(only("plan", plan), only("region", region));
  const inTime = inPeriod(period);
  const where = behind(TARGET_SORT, after);
  return {
    sql: `SELECT * FROM
(
  SELECT ${IDENTITY}, {period_end:Date32} AS period_end, {period_name:String} AS period, ${RESULT},
    multiIf(r.is_found = 1, toString(r.result), {period_end:Date32} >= {today:Date32}, 'not_due', 'no_data') AS result,
    ${JUDGED_OR_NOT}
  FROM (${targetsWhere(identity.sql)}) AS t
  LEFT JOIN (${resultsWhere(allOf(identity, inTime).sql, "plan, target, region")}) AS r
  ON t.plan = r.plan AND t.target = r.target AND t.region = r.region
)
WHERE ${where.sql}
ORDER BY ${orderBy(TARGET_SORT)}
LIMIT {limit:UInt32}`,
    params: { ...identity.params, ...inTime.params, ...where.params, period_name: period.name, today, limit },
  };
}

const targetsWhere = (condition: string) =>
  `SELECT plan, target, region, section, commitment, indicator, unit, valid_from, deadline, lead_agencies, cooperating_agencies
  FROM targets FINAL WHERE ${condition}`;

/** A name can stand for a year to date and for a single period, and targets are judged on the former. */
const resultsWhere = (condition: string, each: string) =>
  `SELECT plan, target, region, period, period_end, actual, required, result, completion, pace, provisional, outside_plan, 1 AS is_found
  FROM target_results FINAL WHERE ${condition}
  ORDER BY indexOf(['ytd', 'period', 'point'], accumulation)
  LIMIT 1 BY ${each}`;

const IDENTITY = `t.plan AS plan, t.target AS target, t.region AS region, t.section AS section, t.commitment AS commitment,
    t.indicator AS indicator, t.unit AS unit, t.lead_agencies AS lead_agencies, t.cooperating_agencies AS cooperating_agencies`;

const RESULT = "r.actual AS actual, r.required AS required, r.completion AS completion, r.pace AS pace";

const JUDGED = "r.provisional AS provisional, r.outside_plan AS outside_plan";

const JUDGED_OR_NOT = `r.provisional AS provisional,
    toBool(if(r.is_found = 1, r.outside_plan, {period_end:Date32} < t.valid_from OR {period_end:Date32} > t.deadline)) AS outside_plan`;
