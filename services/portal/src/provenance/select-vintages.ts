import { allOf, type Condition, EVERYTHING, type Select } from "../query/conditions.ts";
import type { FigureRow } from "./to-figure.ts";

/** So many versions of one figure are answered, the newest. */
export const VINTAGES_PER_FIGURE = 100;

/**
 * What was ever said about some figures, the newest first. Each part of the coordinates is bound by itself, so that the
 * engine uses the table's order; combinations that were not asked for are the caller's to leave out.
 */
export function selectVintages(figures: readonly FigureRow[], asOf: string | undefined): Select {
  const of = (part: keyof FigureRow) => [...new Set(figures.map((figure) => figure[part]))];
  const coordinates: Condition = {
    sql: `indicator IN {indicators:Array(String)} AND region IN {regions:Array(String)} AND period_end IN {period_ends:Array(Date32)}
  AND accumulation IN {accumulations:Array(String)} AND measure IN {measures:Array(String)}`,
    params: {
      indicators: of("figure_indicator"),
      regions: of("figure_region"),
      period_ends: of("figure_period_end"),
      accumulations: of("figure_accumulation"),
      measures: of("measure"),
    },
  };
  const known: Condition =
    asOf === undefined ? EVERYTHING : { sql: "known_at <= {as_of:DateTime64(3)}", params: { as_of: asOf } };
  const where = allOf(coordinates, known);
  return {
    sql: `SELECT ${KEY}, value, status, outcome, source, submission_id, submission_row, known_at, version
FROM observation_vintages FINAL
WHERE ${where.sql}
ORDER BY ${KEY}, version DESC
LIMIT {per_figure:UInt32} BY ${KEY}`,
    params: { ...where.params, per_figure: VINTAGES_PER_FIGURE },
  };
}

const KEY = "indicator, region, period_end, accumulation, measure, price_basis, caliber, period_start";

/** The submissions that vintages came in; `key` of a row is its source and id. */
export function selectSubmissions(ids: readonly string[], asOf: string | undefined): Select {
  const known = asOf === undefined ? "" : " AND known_at <= {as_of:DateTime64(3)}";
  return {
    sql: `SELECT submission_id, source, state, accepted, superseded, unchanged, rejected, known_at
FROM submissions FINAL
WHERE submission_id IN {submission_ids:Array(String)}${known}
ORDER BY submission_id, source, version`,
    params: asOf === undefined ? { submission_ids: ids } : { submission_ids: ids, as_of: asOf },
  };
}
