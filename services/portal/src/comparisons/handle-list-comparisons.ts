import { type Comparison, comparisonsQuery, type Page } from "@yardstick/contracts";
import { HttpProblem } from "@yardstick/runtime";
import { answerPage, type PageBounds } from "../page/answer-page.ts";
import type { Select } from "../query/conditions.ts";
import { toDateTime64 } from "../query/instant.ts";
import { periodFilter } from "../query/period-filter.ts";
import { readQuery } from "../query/read-query.ts";
import { resolveCodes } from "../query/resolve-codes.ts";
import type { ReadContext } from "../read-context.ts";
import { againstSimpleMean } from "./against-simple-mean.ts";
import { COMPARISON_SORT, type ComparisonsFilter } from "./comparison-columns.ts";
import { completeComparisons } from "./complete-comparisons.ts";
import { selectComparisons } from "./select-comparisons.ts";
import { selectComparisonsAsOf } from "./select-comparisons-as-of.ts";
import type { ComparisonRow } from "./to-comparison.ts";

/** `GET /v1/comparisons`: what was materialised, or with `asOf` what would have been, from the vintages known by then. */
export async function handleListComparisons(raw: unknown, context: ReadContext): Promise<Page<Comparison>> {
  const query = readQuery(comparisonsQuery, raw);
  const { scope, indicator, region } = resolveCodes(query, context.reference);
  const { accumulation } = query;
  const period = query.period === undefined ? undefined : periodFilter(query.period, accumulation);
  const asOf = query.asOf === undefined ? undefined : toDateTime64(query.asOf);
  const asAsked = (row: ComparisonRow): ComparisonRow => {
    const named = { ...row, period: query.period ?? row.period };
    return query.benchmarkMethod === "simple" ? againstSimpleMean(named) : named;
  };
  return answerPage<ComparisonRow, Comparison>(
    {
      list: "comparisons",
      query,
      sort: COMPARISON_SORT,
      select: selectFor({ scope, indicator, region, accumulation, period }, asOf),
      toAnswers: (rows) => completeComparisons(rows.map(asAsked), context, asOf),
    },
    context,
  );
}

/** The rules run anew for one indicator and one period; over everything they would run for minutes. */
function selectFor(
  filter: Omit<ComparisonsFilter, keyof PageBounds>,
  asOf: string | undefined,
): (bounds: PageBounds) => Select {
  const { indicator, period } = filter;
  if (asOf === undefined) return (bounds) => selectComparisons({ ...filter, ...bounds });
  if (indicator !== undefined && period !== undefined) {
    const known = { ...filter, indicator, period, asOf };
    return (bounds) => selectComparisonsAsOf({ ...known, ...bounds });
  }
  const missing = [...(indicator === undefined ? ["indicator"] : []), ...(period === undefined ? ["period"] : [])];
  throw new HttpProblem({
    status: 400,
    code: "AS_OF_NEEDS_FILTERS",
    detail: `asOf computes the comparisons anew, for one indicator and one period: ${missing.join(" and ")} must be given with it.`,
    errors: missing.map((path) => ({ path, message: "is required with asOf" })),
  });
}
