import { type Indicator, type SeriesPoint, type SeriesQuery, seriesQuery } from "@yardstick/contracts";
import { viewQuery } from "@yardstick/warehouse";
import { type Evidence, REFERENCE_EVIDENCE } from "../memory/evidence.ts";
import { rememberedPage } from "../memory/remembered-page.ts";
import { readPage } from "../page/answer-page.ts";
import { inOrder, pageOfRows } from "../page/page-of-rows.ts";
import type { PageBounds } from "../page/page-rows.ts";
import { FAR_FUTURE, toDateTime64 } from "../query/instant.ts";
import { readQuery } from "../query/read-query.ts";
import { resolveCodes } from "../query/resolve-codes.ts";
import type { Ask, ReadContext } from "../read-context.ts";
import {
  SERIES_SORT,
  type SeriesFilter,
  selectDerived,
  selectPeriodEnds,
  selectSeries,
  seriesSpan,
} from "./select-series.ts";
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
  const list = { list: "series", query, sort: SERIES_SORT, evidence: seriesEvidence(filter) };
  const toAnswer = (row: SeriesRow) => toSeriesPoint(row, { indicator, region: query.region }, reference);
  const single = async (bounds: PageBounds) => {
    const { rows, next } = pageOfRows(SERIES_SORT, await singlePeriods(filter, ask), bounds);
    return { rows: rows.map(toAnswer), next };
  };
  const stored = {
    sort: SERIES_SORT,
    select: (bounds: PageBounds) => selectStored(filter, bounds, ask),
    toAnswers: (rows: readonly SeriesRow[]) => rows.map(toAnswer),
  };
  const read = query.accumulation === "period" ? single : (bounds: PageBounds) => readPage(stored, bounds, ask);
  return rememberedPage<SeriesPoint>({ ...list, read }, context);
}

/** The vintages of the region, whose history they are sorted by. */
function seriesEvidence({ indicator, region, asOf }: SeriesFilter): Evidence[] {
  const sql = "indicator = {of:String} AND region = {in:String} AND known_at <= {as_of:DateTime64(3)}";
  const params = { of: indicator, in: region, as_of: asOf };
  return [{ table: "observation_vintages", where: { sql, params } }, REFERENCE_EVIDENCE];
}

function indicatorOf(query: SeriesQuery, { reference }: ReadContext): Indicator {
  const { indicator = "" } = resolveCodes(query, reference);
  const found = reference.indicators.get(indicator);
  if (found === undefined) throw new Error("resolveCodes let an unknown indicator pass");
  return found;
}

async function selectStored(filter: SeriesFilter, bounds: PageBounds, ask: Ask) {
  const ends = await ask<{ period_end: string }>(selectPeriodEnds(filter, bounds));
  const periodEnds = ends.map(({ period_end }) => period_end);
  return selectSeries(filter, { ...bounds, periodEnds, rules: await viewQuery("region_growth_at") });
}

/** Those that are stored, and the derived ones between them: the history of one region, paged where it is read. */
async function singlePeriods(filter: SeriesFilter, ask: Ask): Promise<SeriesRow[]> {
  const [stored, derived] = await Promise.all([
    selectStored(filter, { after: null, limit: PERIODS_AT_MOST }, ask).then((select) => ask<SeriesRow>(select)),
    ask<SeriesRow>(selectDerived(filter)),
  ]);
  const known = new Map(stored.map((row) => [keyOf(row), row]));
  const between = derived.filter((row) => (known.get(keyOf(row))?.level ?? null) === null);
  const replaced = new Set(between.map(keyOf));
  return inOrder(SERIES_SORT, [
    ...stored.filter((row) => !replaced.has(keyOf(row))),
    ...between.map((row) => ({ ...row, ...ratesOf(known.get(keyOf(row))) })),
  ]);
}

/** A rate that was reported for the single period itself stands beside its derived level. */
function ratesOf(row: SeriesRow | undefined): Partial<SeriesRow> {
  if (row === undefined) return {};
  const { reported, reported_price_basis, reported_status } = row;
  return { reported, reported_price_basis, reported_status };
}

const keyOf = ({ period_start, period_end, accumulation, caliber }: SeriesRow) =>
  `${period_start} ${period_end} ${accumulation} ${caliber}`;

/** More than three centuries of months, quarters and halves in both calibers. */
const PERIODS_AT_MOST = 20_000;
