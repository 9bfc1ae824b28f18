import { KEY_FIRST } from "@yardstick/warehouse";
import { behind, orderBy } from "../page/keyset.ts";
import type { PageBounds } from "../page/page-rows.ts";
import { allOf, type Select } from "../query/conditions.ts";
import { inTime } from "../query/period-filter.ts";
import { COMPARISON_COLUMNS, COMPARISON_SORT, type ComparisonsFilter, withIdentity } from "./comparison-columns.ts";

/** Comparisons as materialised: one page, or all of them. */
export function selectComparisons({ after = null, limit, ...filter }: MaybePaged): Select {
  const { period, accumulation } = filter;
  const where = allOf(withIdentity(filter), inTime(period, accumulation), behind(COMPARISON_SORT, after));
  return {
    sql: `SELECT ${COMPARISON_COLUMNS.join(", ")}, outside_plan
FROM comparisons FINAL
WHERE ${where.sql}
ORDER BY ${orderBy(COMPARISON_SORT)}${limit === undefined ? "" : "\nLIMIT {limit:UInt32}"}`,
    params: limit === undefined ? where.params : { ...where.params, limit },
    settings: KEY_FIRST,
  };
}

type MaybePaged = Omit<ComparisonsFilter, keyof PageBounds> & Partial<PageBounds>;
