import { behind, orderBy, type SortColumn } from "../page/keyset.ts";
import type { PageBounds } from "../page/page-rows.ts";
import { allOf, type Condition, only, type Select } from "../query/conditions.ts";
import { inPeriod, type PeriodFilter } from "../query/period-filter.ts";

export interface TargetsFilter {
  readonly plan?: string | undefined;
  readonly target?: string | undefined;
  readonly region?: string | undefined;
  readonly period?: PeriodFilter | undefined;
  /** YYYY-MM-DD where the plan is: a period that ends today or later is not over. */
  readonly today: string;
  /** Plan id to its last year: where a target without a date and without a result stands. */
  readonly lastYears: ReadonlyMap<string, number>;
}

export const TARGET_SORT: readonly SortColumn[] = [
  { column: "plan", type: "String" },
  { column: "target", type: "String" },
  { column: "region", type: "String" },
  { column: "period_end", type: "Date32" },
  { column: "period", type: "String" },
];

/**
 * Every target once at least for each region that it binds. Its results are those of the period, or without one all that
 * there are; a target without any stands in the period, or in the year of its deadline: not due while that runs or is
 * before the deadline, without data after.
 */
export function selectTargets(filter: TargetsFilter, bounds: PageBounds): Select {
  const { period } = filter;
  const where = allOf(identityOf(filter), period === undefined ? NO_PERIOD : inPeriod(period));
  return selectWith(filter, { results: storedResults(where, period), params: where.params }, bounds);
}

/** The same rows as if no target had a result; what was known at an instant is put into them. */
export function selectUnjudged(filter: TargetsFilter, limit: number): Select {
  return selectWith(filter, { results: NO_RESULTS, params: {} }, { after: null, limit });
}

interface Results extends Pick<Select, "params"> {
  readonly results: string;
}

function selectWith(filter: TargetsFilter, { results, params }: Results, { after, limit }: PageBounds): Select {
  const { period, today, lastYears } = filter;
  const identity = identityOf(filter);
  const beyond = behind(TARGET_SORT, after);
  const named = period === undefined ? {} : { period_end: period.end, period_name: period.name };
  return {
    sql: `SELECT *, ${OUTCOME} AS result, ${REQUIRED} AS required,
  toBool(if(is_found = 1, judged_outside_plan, period_end < valid_from OR (is_dated AND period_end > deadline))) AS outside_plan
FROM
(
  SELECT ${TARGET_COLUMNS.map((column) => `t.${column} AS ${column}`).join(", ")}, t.required AS own_required,
    ${period === undefined ? OWN_PERIOD : ASKED_PERIOD},
    r.is_found AS is_found, r.actual AS actual, r.judged_required AS judged_required, r.judged_result AS judged_result,
    r.completion AS completion, r.pace AS pace, r.profile AS profile, toBool(r.provisional) AS provisional,
    r.accumulation AS accumulation, r.judged_outside_plan AS judged_outside_plan
  FROM (SELECT *${period === undefined ? `, ${STANDING_YEAR} AS standing_year` : ""} FROM targets FINAL WHERE ${identity.sql}) AS t
  LEFT JOIN (${results}) AS r ON t.plan = r.plan AND t.target = r.target AND t.region = r.region
)
WHERE ${beyond.sql}
ORDER BY ${orderBy(TARGET_SORT)}
LIMIT {limit:UInt32}`,
    params: {
      ...{ ...identity.params, ...params, ...beyond.params, ...named, today, limit },
      ...(period === undefined ? { plans: [...lastYears.keys()], last_years: [...lastYears.values()] } : {}),
    },
  };
}

const identityOf = ({ plan, target, region }: TargetsFilter) =>
  allOf(only("plan", plan), only("target", target), only("region", region));

const NO_PERIOD: Condition = { sql: "1", params: {} };

/** A name can stand for a year to date and for a single period, and targets are judged on the former. */
const storedResults = (where: Condition, period: PeriodFilter | undefined) => `SELECT ${RESULT_COLUMNS}
  FROM target_results FINAL WHERE ${where.sql}
  ORDER BY indexOf(['ytd', 'period', 'point'], accumulation)
  LIMIT 1 BY plan, target, region${period === undefined ? ", period_end, period" : ""}`;

const RESULT_COLUMNS = `plan, target, region, period, period_end, accumulation, actual, required AS judged_required,
    toString(result) AS judged_result, completion, pace, profile, provisional, outside_plan AS judged_outside_plan, 1 AS is_found`;

const NO_RESULTS = `SELECT ${RESULT_COLUMNS} FROM target_results WHERE 0`;

const TARGET_COLUMNS = [
  ...["plan", "target", "region", "line", "form", "judged", "section", "text_zh", "text_en", "commitment", "indicator"],
  ...["unit", "valid_from", "deadline", "is_dated", "path", "lead_agencies", "cooperating_agencies"],
];

/** The year of the deadline, or the plan's last. */
const STANDING_YEAR =
  "if(is_dated, toYear(deadline), {last_years:Array(UInt16)}[indexOf({plans:Array(String)}, plan)])";

const ASKED_PERIOD = "{period_end:Date32} AS period_end, {period_name:String} AS period";

const OWN_PERIOD = `if(r.is_found = 1, r.period_end, makeDate32(t.standing_year, 12, 31)) AS period_end,
    if(r.is_found = 1, r.period, toString(t.standing_year)) AS period`;

const OUTCOME = `multiIf(is_found = 1, judged_result,
    NOT is_dated OR period_end >= {today:Date32} OR (judged = 'at_deadline' AND period_end < deadline), 'not_due', 'no_data')`;

/** What a target asks for is known before there is a figure, where the plan itself says it. */
const REQUIRED = `CAST(multiIf(is_found = 1, judged_required,
    empty(path), own_required,
    judged = 'at_deadline', toNullable(tupleElement(path[-1], 2)),
    NOT arrayExists(mark -> tupleElement(mark, 1) = toYear(period_end), path), NULL,
    toNullable(tupleElement(arrayFirst(mark -> tupleElement(mark, 1) = toYear(period_end), path), 2))), 'Nullable(Decimal(76, 20))')`;
