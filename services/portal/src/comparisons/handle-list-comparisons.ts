import { type Comparison, comparisonsQuery, type Page } from "@yardstick/contracts";
import { HttpProblem } from "@yardstick/runtime";
import { answerPage, type PageBounds } from "../page/answer-page.ts";
import { pageOfRows } from "../page/page-of-rows.ts";
import { toDateTime64 } from "../query/instant.ts";
import { periodFilter } from "../query/period-filter.ts";
import { readQuery } from "../query/read-query.ts";
import { resolveCodes } from "../query/resolve-codes.ts";
import type { ReadContext } from "../read-context.ts";
import { againstSimpleMean } from "./against-simple-mean.ts";
import { COMPARISON_SORT, type ComparisonsFilter } from "./comparison-columns.ts";
import { comparisonsAsOf } from "./comparisons-as-of.ts";
import { completeComparisons, type MaybeChanged, type RatesOf } from "./complete-comparisons.ts";
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
  const list = { list: "comparisons", query, sort: COMPARISON_SORT };
  const complete = (rows: readonly MaybeChanged[], rates?: RatesOf) =>
    completeComparisons(rows.map(asAsked), context, rates);
  if (asOf === undefined) {
    const select = (bounds: PageBounds) => selectComparisons({ ...filter, ...bounds });
    return answerPage<MaybeChanged, Comparison>({ ...list, select, toAnswers: (rows) => complete(rows) }, context);
  }
  const needed = { scope, region, ...neededFor(filter), asOf };
  const knownThrough = await context.knownThrough();
  const known = await context.remember(JSON.stringify([needed, knownThrough]), () => comparisonsAsOf(needed, context));
  const toAnswers = async (rows: readonly MaybeChanged[]) => complete(await known.withChanges(rows), known.rates);
  return pageOfRows(list, known.rows, { knownThrough, toAnswers });
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
