import { type Indicator, type SeriesPoint, type SeriesQuery, seriesQuery } from "@yardstick/contracts";
import { viewQuery } from "@yardstick/warehouse";
import { type Evidence, type Found, REFERENCE_EVIDENCE } from "../memory/evidence.ts";
import { rememberedPage } from "../memory/remembered-page.ts";
import { inOrder, pageOfRows } from "../page/page-of-rows.ts";
import type { PageBounds } from "../page/page-rows.ts";
import type { Ask } from "../query/ask.ts";
import { FAR_FUTURE, toDateTime64 } from "../query/instant.ts";
import { isOfAccumulation } from "../query/period-filter.ts";
import { readQuery } from "../query/read-query.ts";
import { resolveCodes } from "../query/resolve-codes.ts";
import type { ReadContext } from "../read-context.ts";
import { LAST_END, SERIES_SORT, type SeriesFilter, selectDerived, selectSeries, seriesSpan } from "./select-series.ts";
import { type SeriesRow, toSeriesPoint } from "./to-series-point.ts";

/** `GET /v1/series`: the figures of one region with their growth, period by period, now or as they were known. */
export async function handleListSeries(raw: unknown, context: ReadContext): Promise<Buffer> {
  const query = readQuery(seriesQuery, raw);
  const { ask, reference } = context;
  const indicator = indicatorOf(query, context);
  const filter: SeriesFilter = {
    ...seriesSpan(query.from, query.to),
    indicator: indicator.id,
    region: query.region,
    accumulation: query.accumulation,
    asOf: toDateTime64(query.asOf ?? FAR_FUTURE),
  };
  const read = async (bounds: PageBounds, found: Found) => {
    const stored = await storedPeriods(filter, { bounds, found }, ask);
    const all = query.accumulation === "period" ? await withDerived(stored, filter, ask) : stored;
    const { rows, next } = pageOfRows(SERIES_SORT, inOrder(SERIES_SORT, all), bounds);
    return { rows: rows.map((row) => toSeriesPoint(row, { indicator, region: query.region }, reference)), next };
  };
  const list = { list: "series", query, sort: SERIES_SORT, evidence: seriesEvidence(filter) };
  return rememberedPage<SeriesPoint>({ ...list, read }, context);
}

/** The vintages of the region, whose history they are sorted by. */
function seriesEvidence({ indicator, region, asOf }: SeriesFilter): Evidence[] {
  const sql = "indicator = {of:String} AND region = {in:String} AND known_at <= {as_of:DateTime64(3)}";
  const params = { of: indicator, in: region, as_of: asOf };
  const periodEnds = "groupUniqArray(period_end)";
  return [{ table: "observation_vintages", where: { sql, params }, periodEnds }, REFERENCE_EVIDENCE];
}

function indicatorOf(query: SeriesQuery, { reference }: ReadContext): Indicator {
  const { indicator = "" } = resolveCodes(query, reference);
  const found = reference.indicators.get(indicator);
  if (found === undefined) throw new Error("resolveCodes let an unknown indicator pass");
  return found;
}

/**
 * Periods that figures were sent of, from where the page begins: what a region ever sent is known from the evidence. As
 * many as the page can need, each of which has a row unless all that was sent of it was refused.
 */
async function storedPeriods(
  filter: SeriesFilter,
  { bounds, found }: { readonly bounds: PageBounds; readonly found: Found },
  ask: Ask,
): Promise<SeriesRow[]> {
  const { from = "", to = LAST_END, accumulation } = filter;
  const first = accumulation === "period" ? from : (bounds.after?.[0] ?? from);
  const ends = found.periodEnds.filter((end) => end >= first && end <= to).reverse();
  const some = accumulation === "period" ? ends : ends.slice(0, bounds.limit + ENDS_TO_SPARE);
  const rows = await evaluate(filter, some, ask);
  const isEnough = some.length === ends.length || pageOfRows(SERIES_SORT, inOrder(SERIES_SORT, rows), bounds).next;
  return isEnough ? rows : evaluate(filter, ends, ask);
}

/** The day that a page begins with may have nothing behind the cursor any more, and one row more tells of a next page. */
const ENDS_TO_SPARE = 2;

async function evaluate(filter: SeriesFilter, periodEnds: readonly string[], ask: Ask): Promise<SeriesRow[]> {
  if (periodEnds.length === 0) return [];
  const rules = await viewQuery("region_growth_at");
  const rows = await ask<SeriesRow>(selectSeries(filter, { periodEnds, rules }));
  return rows.filter((row) => isOfAccumulation(row, filter.accumulation));
}

/** With the derived periods between those that were sent: the history of one region, paged where it is read. */
async function withDerived(stored: readonly SeriesRow[], filter: SeriesFilter, ask: Ask): Promise<SeriesRow[]> {
  const derived = await ask<SeriesRow>(selectDerived(filter));
  const known = new Map(stored.map((row) => [keyOf(row), row]));
  const between = derived.filter((row) => (known.get(keyOf(row))?.level ?? null) === null);
  const replaced = new Set(between.map(keyOf));
  return [
    ...stored.filter((row) => !replaced.has(keyOf(row))),
    ...between.map((row) => ({ ...row, ...ratesOf(known.get(keyOf(row))) })),
  ];
}

/** A rate that was reported for the single period itself stands beside its derived level. */
function ratesOf(row: SeriesRow | undefined): Partial<SeriesRow> {
  if (row === undefined) return {};
  const { reported, reported_price_basis, reported_status } = row;
  return { reported, reported_price_basis, reported_status };
}

const keyOf = ({ period_start, period_end, accumulation, caliber }: SeriesRow) =>
  `${period_start} ${period_end} ${accumulation} ${caliber}`;
