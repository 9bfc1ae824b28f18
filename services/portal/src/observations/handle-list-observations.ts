import { type Observation, observationsQuery, type Page } from "@yardstick/contracts";
import { answerPage } from "../page/answer-page.ts";
import { toDateTime64 } from "../query/instant.ts";
import { periodFilter } from "../query/period-filter.ts";
import { readQuery } from "../query/read-query.ts";
import { resolveCodes } from "../query/resolve-codes.ts";
import type { ReadContext } from "../read-context.ts";
import { type ObservationsFilter, observationSort, selectObservations } from "./select-observations.ts";
import { type ObservationRow, toObservation } from "./to-observation.ts";

/** `GET /v1/observations` */
export async function handleListObservations(raw: unknown, context: ReadContext): Promise<Page<Observation>> {
  const query = readQuery(observationsQuery, raw);
  const { indicator, region } = resolveCodes(query, context.reference);
  const { accumulation, measure, priceBasis, caliber, source, submissionId } = query;
  const filter: ObservationsFilter = {
    ...{ indicator, region, accumulation, measure, priceBasis, caliber, source, submissionId },
    period: query.period === undefined ? undefined : periodFilter(query.period, accumulation),
    everyVintage: query.vintages === "all",
    asOf: query.asOf === undefined ? undefined : toDateTime64(query.asOf),
  };
  return answerPage<ObservationRow, Observation>(
    {
      list: "observations",
      query,
      sort: observationSort(filter),
      select: (bounds) => selectObservations(filter, bounds),
      toAnswers: (rows) => rows.map((row) => toObservation(row, context.reference, query.period)),
    },
    context,
  );
}
