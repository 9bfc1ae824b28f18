import { type Page, type SeriesPoint, seriesQuery } from "@yardstick/contracts";
import { answerPage } from "../page/answer-page.ts";
import { FAR_FUTURE, toDateTime64 } from "../query/instant.ts";
import { readQuery } from "../query/read-query.ts";
import { resolveCodes } from "../query/resolve-codes.ts";
import type { ReadContext } from "../read-context.ts";
import { SERIES_SORT, type SeriesFilter, selectPeriodEnds, selectSeries, seriesSpan } from "./select-series.ts";
import { type SeriesRow, toSeriesPoint } from "./to-series-point.ts";

/** `GET /v1/series`: the figures of one region with their growth, period by period, now or as they were known. */
export async function handleListSeries(raw: unknown, context: ReadContext): Promise<Page<SeriesPoint>> {
  const query = readQuery(seriesQuery, raw);
  const { ask, reference } = context;
  const codes = resolveCodes(query, reference);
  const indicator = reference.indicators.get(codes.indicator ?? "");
  if (indicator === undefined) throw new Error("resolveCodes let an unknown indicator pass");
  const filter: SeriesFilter = {
    ...seriesSpan(query.from, query.to),
    indicator: indicator.id,
    region: query.region,
    accumulation: query.accumulation,
    asOf: toDateTime64(query.asOf ?? FAR_FUTURE),
  };
  return answerPage<SeriesRow, SeriesPoint>(
    {
      list: "series",
      query,
      sort: SERIES_SORT,
      select: async (bounds) => {
        const ends = await ask<{ period_end: string }>(selectPeriodEnds(filter, bounds));
        return selectSeries(
          filter,
          ends.map(({ period_end }) => period_end),
          bounds,
        );
      },
      toAnswers: (rows) => rows.map((row) => toSeriesPoint(row, { indicator, region: query.region }, reference)),
    },
    context,
  );
}
