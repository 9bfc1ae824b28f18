import {
  type Comparison,
  type ComparisonsQuery,
  comparisonsQuery,
  type Indicator,
  type ReferenceData,
  shiftYears,
} from "@yardstick/contracts";
import { HttpProblem } from "@yardstick/runtime";
import type { Found } from "../memory/evidence.ts";
import { rememberedPage, writePage } from "../memory/remembered-page.ts";
import { answerPage, type ListQuestion, readPage } from "../page/answer-page.ts";
import { pageOfRows } from "../page/page-of-rows.ts";
import type { PageBounds } from "../page/page-rows.ts";
import { toDateTime64 } from "../query/instant.ts";
import { periodFilter } from "../query/period-filter.ts";
import { readQuery } from "../query/read-query.ts";
import { resolveCodes } from "../query/resolve-codes.ts";
import type { ReadContext } from "../read-context.ts";
import { COMPARISON_SORT, type ComparisonsFilter, type PeriodOfIndicator } from "./comparison-columns.ts";
import { evidenceAsOf, storedEvidence } from "./comparison-evidence.ts";
import { comparisonsAsOf } from "./comparisons-as-of.ts";
import { completeComparisons, toComparisons } from "./complete-comparisons.ts";
import type { PeriodComparisons, TOO_MANY } from "./period-comparisons.ts";
import { selectComparisons } from "./select-comparisons.ts";
import { storedComparisons } from "./stored-comparisons.ts";
import type { ComparisonRow } from "./to-comparison.ts";

type Filter = Omit<ComparisonsFilter, keyof PageBounds>;

/**
 * `GET /v1/comparisons`: what was materialised, or with `asOf` what would have been, from the vintages known by then. The
 * comparisons of one indicator and period, and their pages, are remembered: what others rest on could not be looked for
 * cheaply.
 */
export async function handleListComparisons(raw: unknown, context: ReadContext): Promise<Buffer> {
  const query = readQuery(comparisonsQuery, raw);
  const { scope, indicator, region } = resolveCodes(query, context.reference);
  const { accumulation } = query;
  const period = query.period === undefined ? undefined : periodFilter(query.period, accumulation);
  const filter = { scope, indicator, region, accumulation, period };
  const list = { list: "comparisons", query, sort: COMPARISON_SORT };
  const compared = comparedPeriod(filter, context.reference);
  const stored = {
    ...list,
    select: (bounds: PageBounds) => selectComparisons({ ...filter, ...bounds }),
    toAnswers: (rows: readonly ComparisonRow[]) => completeComparisons(rows, query, context),
  };
  if (compared !== null) return pageOfPeriod(stored, compared, context);
  if (query.asOf !== undefined) throw needsFilters(filter);
  return writePage(await answerPage<ComparisonRow, Comparison>(stored, context));
}

type StoredList = ListQuestion<ComparisonRow, Comparison> & { readonly query: ComparisonsQuery };

/** Read or evaluated once for all pages; the rules once for all instants that knew the same. */
function pageOfPeriod(
  list: StoredList,
  { catalogue, ...filter }: ComparedPeriod,
  context: ReadContext,
): Promise<Buffer> {
  const { query, sort } = list;
  const asOf = query.asOf === undefined ? undefined : toDateTime64(query.asOf);
  const { end } = filter.period;
  const compare = ({ newestKnownAt, periodEnds }: Found): Promise<PeriodComparisons | typeof TOO_MANY> => {
    const endsBefore = periodEnds.filter((day) => day < end && day >= shiftYears(end, -1));
    if (asOf === undefined) return storedComparisons({ ...filter, endsBefore }, context);
    return comparisonsAsOf({ ...filter, endsBefore, asOf: newestKnownAt ?? asOf }, context);
  };
  const read = async (bounds: PageBounds, found: Found) => {
    const key = JSON.stringify([filter, asOf === undefined, found.fingerprint]);
    const known = await context.periods(key, () => compare(found));
    if (known.rows === null) return readPage(list, bounds, context.ask);
    const { rows, next } = pageOfRows(sort, known.rows, bounds);
    const beside = { changes: await known.changesOf(rows), rates: known.rates };
    return { rows: toComparisons(rows, beside, query, context), next };
  };
  const evidence = asOf === undefined ? storedEvidence(catalogue, end) : evidenceAsOf(catalogue, { end, asOf });
  return rememberedPage<Comparison>({ ...list, evidence, read }, context);
}

interface ComparedPeriod extends PeriodOfIndicator {
  readonly catalogue: Indicator;
}

/** Null where the question is not of one indicator and one period. */
function comparedPeriod(
  { indicator, period, scope, region }: Filter,
  { indicators }: Pick<ReferenceData, "indicators">,
): ComparedPeriod | null {
  const catalogue = indicator === undefined ? undefined : indicators.get(indicator);
  if (catalogue === undefined || period === undefined) return null;
  return { catalogue, indicator: catalogue.id, period, scope, region };
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
