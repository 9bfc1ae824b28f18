import { KEY_FIRST } from "@yardstick/warehouse";
import { behind, orderBy } from "../page/keyset.ts";
import { allOf, type Select } from "../query/conditions.ts";
import { inTime } from "../query/period-filter.ts";
import { COMPARISON_COLUMNS, COMPARISON_SORT, type ComparisonsFilter, withIdentity } from "./comparison-columns.ts";

/** Comparisons as materialised. */
export function selectComparisons(filter: ComparisonsFilter): Select {
  const { period, accumulation, after, limit } = filter;
  const where = allOf(withIdentity(filter), inTime(period, accumulation), behind(COMPARISON_SORT, after));
  return {
    sql: `SELECT ${COMPARISON_COLUMNS.join(", ")}, outside_plan
FROM comparisons FINAL
WHERE ${where.sql}
ORDER BY ${orderBy(COMPARISON_SORT)}
LIMIT {limit:UInt32}`,
    params: { ...where.params, limit },
    settings: KEY_FIRST,
  };
}
