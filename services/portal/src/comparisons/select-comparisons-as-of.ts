import { RULE_SETTINGS } from "@yardstick/warehouse";
import type { Select } from "../query/conditions.ts";
import { COMPARISON_COLUMNS, type ComparisonsFilter } from "./comparison-columns.ts";

export interface ComparisonsAsOfFilter extends Pick<ComparisonsFilter, "scope" | "region"> {
  readonly indicator: string;
  /** DateTime64 text. */
  readonly asOf: string;
  /** Last days, YYYY-MM-DD, of the periods. */
  readonly periodEnds: readonly string[];
  /** The SELECT of the view `comparisons_at`. */
  readonly rules: string;
}

/**
 * Comparisons as they would have been made at an instant, of all periods that end on these days, in no order. AND, OR and
 * each column of an ORDER BY make the engine hash all that stands below, which here are the rules: 13 ms a column.
 */
export function selectComparisonsAsOf(filter: ComparisonsAsOfFilter): Select {
  const { indicator, scope, region, asOf, periodEnds, rules } = filter;
  return {
    sql: `SELECT ${COMPARISON_COLUMNS.join(", ")}, toBool(comparisons.outside_plan) AS outside_plan
FROM (${rules}) AS comparisons${conditionOf(filter)}`,
    params: {
      ...{ indicator, periods: periodEnds, as_of: asOf },
      ...(scope !== undefined && { only_scope: scope }),
      ...(region !== undefined && { only_region: region }),
    },
    settings: RULE_SETTINGS,
  };
}

function conditionOf({ scope, region }: ComparisonsAsOfFilter): string {
  const conditions = [
    ...(scope === undefined ? [] : ["scope = {only_scope:String}"]),
    ...(region === undefined ? [] : ["region = {only_region:String}"]),
  ];
  const [one, other] = conditions;
  if (one === undefined) return "";
  return `\nWHERE ${other === undefined ? one : `if(${one}, ${other}, 0)`}`;
}
