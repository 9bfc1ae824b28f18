import { PROVENANCE_ROLES } from "@yardstick/contracts";
import { NOW, RULE_SETTINGS } from "@yardstick/warehouse";
import { behind, orderBy, type SortColumn } from "../page/keyset.ts";
import type { PageBounds } from "../page/page-rows.ts";
import { allOf, type Condition, EVERYTHING, type Select } from "../query/conditions.ts";
import type { Step } from "./provenance-question.ts";

/** A figure's coordinate; `place` puts the roles in order, the nearest first. */
export const FIGURE_SORT: readonly SortColumn[] = [
  { column: "place", type: "String" },
  { column: "figure_indicator", type: "String" },
  { column: "figure_region", type: "String" },
  { column: "figure_period_end", type: "Date32" },
  { column: "figure_accumulation", type: "String" },
  { column: "measure", type: "String" },
  { column: "price_basis", type: "String" },
  { column: "figure_caliber", type: "String" },
  { column: "figure_period_start", type: "Date32" },
];

export const RESULT_SORT: readonly SortColumn[] = [
  { column: "indicator", type: "String" },
  { column: "period_end", type: "Date32" },
  { column: "subject", type: "String" },
  { column: "scope", type: "String" },
  { column: "plan", type: "String" },
  { column: "target", type: "String" },
  { column: "alert_id", type: "String" },
  { column: "region", type: "String" },
  { column: "accumulation", type: "String" },
  { column: "caliber", type: "String" },
  { column: "period_start", type: "Date32" },
];

/** The figures that results rest on, by the rules of `provenance_at`. */
export function selectRestedOn(step: Step, where: Condition, { after, limit, asOf }: LinkBounds): Select {
  const beyond = behind(FIGURE_SORT, after);
  return {
    sql: `SELECT * FROM
(
  SELECT DISTINCT leftPad(toString(indexOf({roles:Array(String)}, role)), 2, '0') AS place, role, ${COORDINATE}, figure_period, unit
  FROM ${PROVENANCE}
  WHERE ${where.sql}
)
WHERE ${beyond.sql}
ORDER BY ${orderBy(FIGURE_SORT)}
LIMIT {limit:UInt32}`,
    params: { ...where.params, ...beyond.params, ...ruleParams(step, asOf), roles: PROVENANCE_ROLES, limit },
    settings: RULE_SETTINGS,
  };
}

/** Figures by themselves, whatever became of what was said about them. */
export function selectFigures(where: Condition, { after, limit, asOf }: LinkBounds): Select {
  const beyond = behind(FIGURE_SORT, after);
  const known: Condition =
    asOf === undefined ? EVERYTHING : { sql: "known_at <= {as_of:DateTime64(3)}", params: { as_of: asOf } };
  const condition = allOf(where, known);
  return {
    sql: `SELECT * FROM
(
  SELECT DISTINCT '00' AS place, '' AS role, indicator AS figure_indicator, region AS figure_region,
    period_end AS figure_period_end, accumulation AS figure_accumulation, measure, price_basis, caliber AS figure_caliber,
    period_start AS figure_period_start, period AS figure_period, unit
  FROM observation_vintages
  WHERE ${condition.sql}
)
WHERE ${beyond.sql}
ORDER BY ${orderBy(FIGURE_SORT)}
LIMIT {limit:UInt32}`,
    params: { ...condition.params, ...beyond.params, limit },
  };
}

/** The results that rest on figures, each once with the roles that the figures have in it. */
export function selectResults(step: Step, where: Condition, { after, limit, asOf }: LinkBounds): Select {
  const beyond = behind(RESULT_SORT, after);
  return {
    sql: `SELECT * FROM
(
  SELECT ${RESULT_SORT.map(({ column }) => column).join(", ")}, any(period) AS period,
    arraySort(r -> indexOf({roles:Array(String)}, r), groupUniqArray(role)) AS roles
  FROM ${PROVENANCE}
  WHERE ${where.sql}
  GROUP BY ${RESULT_SORT.map(({ column }) => column).join(", ")}
)
WHERE ${beyond.sql}
ORDER BY ${orderBy(RESULT_SORT)}
LIMIT {limit:UInt32}`,
    params: { ...where.params, ...beyond.params, ...ruleParams(step, asOf), roles: PROVENANCE_ROLES, limit },
    settings: RULE_SETTINGS,
  };
}

export interface LinkBounds extends PageBounds {
  /** DateTime64 text. */
  readonly asOf: string | undefined;
}

const COORDINATE = FIGURE_SORT.slice(1)
  .map(({ column }) => column)
  .join(", ");

const PROVENANCE =
  "provenance_at(indicator = {rule_indicator:String}, periods = {rule_periods:Array(Date32)}, as_of = {rule_as_of:DateTime64(3)})";

const ruleParams = ({ indicator, periodEnds }: Step, asOf: string | undefined) => ({
  rule_indicator: indicator,
  rule_periods: periodEnds,
  rule_as_of: asOf ?? NOW,
});
