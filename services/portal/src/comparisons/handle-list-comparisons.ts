import { type Comparison, comparisonsQuery, type Page } from "@yardstick/contracts";
import { HttpProblem } from "@yardstick/runtime";
import { answerPage, type PageBounds } from "../page/answer-page.ts";
import { toDateTime64 } from "../query/instant.ts";
import { periodFilter } from "../query/period-filter.ts";
import { readQuery } from "../query/read-query.ts";
import { resolveCodes } from "../query/resolve-codes.ts";
import type { ReadContext } from "../read-context.ts";
import { againstSimpleMean } from "./against-simple-mean.ts";
import { COMPARISON_SORT, type ComparisonsFilter } from "./comparison-columns.ts";
import { comparisonsAsOf } from "./comparisons-as-of.ts";
import { completeComparisons, type MaybeChanged } from "./complete-comparisons.ts";
import { selectComparisons } from "./select-comparisons.ts";

/** `GET /v1/comparisons`: what was materialised, or with `asOf` what would have been, from the vintages known by then. */
export async function handleListComparisons(raw: unknown, context: ReadContext): Promise<Page<Comparison>> {
  const query = readQuery(comparisonsQuery, raw);
  const { scope, indicator, region } = resolveCodes(query, context.reference);
  const { accumulation } = query;
  const period = query.period === undefined ? undefined : periodFilter(query.period, accumulation);
  const asOf = query.asOf === undefined ? undefined : toDateTime64(query.asOf);
  const asAsked = (row: MaybeChanged): MaybeChanged => {
    const named = { ...row, period: query.period ?? row.period };
    return query.benchmarkMethod === "simple" ? { ...named, ...againstSimpleMean(named) } : named;
  };
  const filter = { scope, indicator, region, accumulation, period };
  const known =
    asOf === undefined ? null : await comparisonsAsOf({ ...filter, ...neededFor(filter), asOf }, context.ask);
  return answerPage<MaybeChanged, Comparison>(
    {
      list: "comparisons",
      query,
      sort: COMPARISON_SORT,
      select: (bounds) => known?.select(bounds) ?? selectComparisons({ ...filter, ...bounds }),
      toAnswers: async (rows) => {
        const changed = known === null ? rows : await known.withChanges(rows);
        return completeComparisons(changed.map(asAsked), context, asOf);
      },
    },
    context,
  );
}

/** The rules run anew for one indicator and one period; over everything they would run for minutes. */
function neededFor({ indicator, period }: Omit<ComparisonsFilter, keyof PageBounds>) {
  if (indicator !== undefined && period !== undefined) return { indicator, period };
  const missing = [...(indicator === undefined ? ["indicator"] : []), ...(period === undefined ? ["period"] : [])];
  throw new HttpProblem({
    status: 400,
    code: "AS_OF_NEEDS_FILTERS",
    detail: `asOf computes the comparisons anew, for one indicator and one period: ${missing.join(" and ")} must be given with it.`,
    errors: missing.map((path) => ({ path, message: "is required with asOf" })),
  });
}
