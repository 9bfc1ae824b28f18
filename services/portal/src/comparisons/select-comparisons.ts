import { behind, orderBy } from "../page/keyset.ts";
import { allOf, type Select } from "../query/conditions.ts";
import { inTime } from "../query/period-filter.ts";
import {
  CHAIN,
  CHAINS,
  COMPARISON_COLUMNS,
  COMPARISON_SORT,
  type ComparisonsFilter,
  withIdentity,
  yearBefore,
} from "./comparison-columns.ts";

/**
 * Comparisons as materialised, each with its change against the newest earlier period within the twelve months before.
 * There is no change between a reported and a computed basis: the two rates do not measure the same (DOMAIN §4).
 */
export function selectComparisons(filter: ComparisonsFilter): Select {
  const { period, accumulation, after, limit } = filter;
  const identity = withIdentity(filter);
  const where = allOf(identity, inTime(period, accumulation), behind(COMPARISON_SORT, after));
  return {
    sql: `WITH page AS
(
  SELECT ${COMPARISON_COLUMNS.join(", ")}, outside_plan, ${CHAIN} AS chain, toInt32(period_end) AS day
  FROM comparisons FINAL
  WHERE ${where.sql}
  ORDER BY ${orderBy(COMPARISON_SORT)}
  LIMIT {limit:UInt32}
)
SELECT ${COMPARISON_COLUMNS.map((column) => `page.${column} AS ${column}`).join(", ")}, page.outside_plan AS outside_plan,
  if(${IS_COMPARABLE}, page.growth - previous.growth, NULL) AS growth_change,
  if(${IS_COMPARABLE}, toInt32(toInt64(previous.rank) - toInt64(page.rank)), NULL) AS rank_change
FROM page
ASOF LEFT JOIN
(
  SELECT scope, indicator, region, caliber, basis, growth, rank, toInt32(period_end) AS day, arrayJoin(${CHAINS}) AS chain
  FROM comparisons FINAL
  WHERE ${identity.sql} AND growth IS NOT NULL AND (indicator, scope) IN (SELECT indicator, scope FROM page)
) AS previous
ON page.scope = previous.scope AND page.indicator = previous.indicator AND page.region = previous.region
  AND page.caliber = previous.caliber AND page.chain = previous.chain AND page.day > previous.day
ORDER BY ${orderBy(COMPARISON_SORT)}`,
    params: { ...where.params, limit },
  };
}

/** A row without a match has the empty basis. */
const IS_COMPARABLE = `page.basis = previous.basis AND previous.day >= ${yearBefore("page.period_end")}`;
