import { type Comparison, type ComparisonsQuery, comparisonsQuery, type ReferenceData } from "@yardstick/contracts";
import { HttpProblem } from "@yardstick/runtime";
import type { Found } from "../memory/evidence.ts";
import { rememberedPage, writePage } from "../memory/remembered-page.ts";
import { answerPage, type PagedList, readPage } from "../page/answer-page.ts";
import { pageOfRows } from "../page/page-of-rows.ts";
import type { PageBounds } from "../page/page-rows.ts";
import { toDateTime64 } from "../query/instant.ts";
import { periodFilter } from "../query/period-filter.ts";
import { readQuery } from "../query/read-query.ts";
import { resolveCodes } from "../query/resolve-codes.ts";
import type { ReadContext } from "../read-context.ts";
import { againstSimpleMean } from "./against-simple-mean.ts";
import { COMPARISON_SORT, type ComparisonsFilter } from "./comparison-columns.ts";
import { evidenceAsOf, storedEvidence } from "./comparison-evidence.ts";
import { comparisonsAsOf } from "./comparisons-as-of.ts";
import { completeComparisons, type MaybeChanged } from "./complete-comparisons.ts";
import { selectComparisons } from "./select-comparisons.ts";

type Filter = Omit<ComparisonsFilter, keyof PageBounds>;

/**
 * `GET /v1/comparisons`: what was materialised, or with `asOf` what would have been, from the vintages known by then. Pages
 * of one indicator and period are remembered: what others rest on could not be looked for cheaply.
 */
export async function handleListComparisons(raw: unknown, context: ReadContext): Promise<Buffer> {
  const query = readQuery(comparisonsQuery, raw);
  const { scope, indicator, region } = resolveCodes(query, context.reference);
  const { accumulation } = query;
  const period = query.period === undefined ? undefined : periodFilter(query.period, accumulation);
  const filter = { scope, indicator, region, accumulation, period };
  const list = { list: "comparisons", query, sort: COMPARISON_SORT };
  if (query.asOf !== undefined) return pageAsOf(list, { filter, asOf: toDateTime64(query.asOf) }, context);
  const stored = {
    ...list,
    select: (bounds: PageBounds) => selectComparisons({ ...filter, ...bounds }),
    toAnswers: (rows: readonly MaybeChanged[]) => completeComparisons(asAsked(rows, query), context, undefined),
  };
  const compared = comparedPeriod(filter, context.reference);
  if (compared === null) return writePage(await answerPage<MaybeChanged, Comparison>(stored, context));
  const read = (bounds: PageBounds) => readPage<MaybeChanged, Comparison>(stored, bounds, context.ask);
  return rememberedPage({ ...list, evidence: storedEvidence(compared), read }, context);
}

/** The rules run once for all instants that knew the same, and for all pages. */
function pageAsOf(
  list: PagedList & { readonly query: ComparisonsQuery },
  { filter, asOf }: { readonly filter: Filter; readonly asOf: string },
  context: ReadContext,
): Promise<Buffer> {
  const compared = comparedPeriod(filter, context.reference);
  if (compared === null) throw needsFilters(filter);
  const { scope, region } = filter;
  const needed = { scope, region, indicator: compared.indicator.id, period: compared.period };
  const read = async (bounds: PageBounds, { fingerprint, newestKnownAt }: Found) => {
    const known = await context.instants(JSON.stringify([needed, fingerprint]), () =>
      comparisonsAsOf({ ...needed, asOf: newestKnownAt ?? asOf }, context),
    );
    const { rows, next } = pageOfRows(list.sort, known.rows, bounds);
    const changed = asAsked(await known.withChanges(rows), list.query);
    return { rows: await completeComparisons(changed, context, known.rates), next };
  };
  return rememberedPage<Comparison>({ ...list, evidence: evidenceAsOf(compared, asOf), read }, context);
}

/** Under the name that the period was asked by, and against the mean that was asked for. */
function asAsked(rows: readonly MaybeChanged[], query: ComparisonsQuery): MaybeChanged[] {
  return rows.map((row) => {
    const named = { ...row, period: query.period ?? row.period };
    return query.benchmarkMethod === "simple" ? { ...named, ...againstSimpleMean(named) } : named;
  });
}

function comparedPeriod({ indicator, period }: Filter, { indicators }: Pick<ReferenceData, "indicators">) {
  const found = indicator === undefined ? undefined : indicators.get(indicator);
  return found === undefined || period === undefined ? null : { indicator: found, period, end: period.end };
}

/** The rules run anew for one indicator and one period; over everything they would run for minutes. */
function needsFilters({ indicator, period }: Filter): HttpProblem {
  const missing = [...(indicator === undefined ? ["indicator"] : []), ...(period === undefined ? ["period"] : [])];
  return new HttpProblem({
    status: 400,
    code: "AS_OF_NEEDS_FILTERS",
    detail: `asOf computes the comparisons anew, for one indicator and one period: ${missing.join(" and ")} must be given with it.`,
    errors: missing.map((path) => ({ path, message: "is required with asOf" })),
  });
}
