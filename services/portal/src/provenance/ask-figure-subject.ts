import { lastDayOfMonth, type ProvenanceQuery, type ReferenceData, shiftYears } from "@yardstick/contracts";
import { allOf, type Condition, only, type Select } from "../query/conditions.ts";
import { toDateTime64 } from "../query/instant.ts";
import { inPeriod, periodFilter } from "../query/period-filter.ts";
import { regionName } from "../query/region-name.ts";
import type { ReadContext } from "../read-context.ts";
import { type ProvenanceQuestion, stepsOf } from "./provenance-question.ts";
import { noSuchSubject } from "./read-subject.ts";

/** A figure by its coordinate; what the question leaves open stands for each figure that there is. */
export async function askFigureSubject(query: ProvenanceQuery, context: ReadContext): Promise<ProvenanceQuestion> {
  const { ask, reference } = context;
  const { indicator = "", region = "", period = "", accumulation, measure, priceBasis, caliber, asOf } = query;
  const filter = periodFilter(period, accumulation);
  if (filter === undefined) throw new Error(`the schema let ${period} pass`);
  const coordinate = allOf(
    ...[only("indicator", indicator), only("region", region), inPeriod(filter)],
    ...[only("measure", measure), only("price_basis", priceBasis), only("caliber", caliber)],
  );
  const known: Condition =
    asOf === undefined
      ? coordinate
      : allOf(coordinate, { sql: "known_at <= {as_of:DateTime64(3)}", params: { as_of: toDateTime64(asOf) } });
  const [found] = await ask<{ found: number }>({
    sql: `SELECT 1 AS found FROM observation_vintages WHERE ${known.sql} LIMIT 1`,
    params: known.params,
  });
  if (found === undefined) throw noSuchSubject("Nothing was ever said about such a figure.");
  const ends = await resultPeriods([{ indicator, period_end: filter.end }], context);
  return {
    subject: {
      kind: "observation",
      ...{ indicator, region, regionName: regionName(reference, region), period },
      ...{ accumulation: accumulation ?? null, measure: measure ?? null },
      ...{ priceBasis: priceBasis ?? null, caliber: caliber ?? null },
    },
    figures: { kind: "own", where: coordinate },
    results: { steps: stepsOf(ends), where: ofFigure(coordinate) },
  };
}

/** The same condition about the figure's columns of the view. */
function ofFigure({ sql, params }: Condition): Condition {
  const named = sql.replace(
    /\b(indicator|region|period_start|period_end|accumulation|caliber)\b(?=\s*=)/g,
    "figure_$1",
  );
  return { sql: named, params };
}

export interface FigureDay {
  readonly indicator: string;
  readonly period_end: string;
}

/**
 * The indicators and days of the results that can rest on figures: their own, a year later (as a base), those of
 * targets that compare the indicator, that count from the day or fall from the level of that year's end, and for two
 * years those that it weighs.
 */
export async function resultPeriods(
  figures: readonly FigureDay[],
  { ask, reference }: Pick<ReadContext, "ask" | "reference">,
): Promise<Map<string, Set<string>>> {
  const ends = new Map<string, Set<string>>();
  const add = (indicator: string, days: readonly string[]) =>
    ends.set(indicator, new Set([...(ends.get(indicator) ?? []), ...days]));
  const based: FigureDay[] = [];
  for (const figure of figures) {
    const { indicator, period_end: day } = figure;
    const near = [day, shiftYears(day, 1)];
    add(indicator, near);
    for (const other of comparingWith(indicator, reference)) add(other, near);
    for (const other of weighedBy(indicator, reference)) add(other, monthEndsAfter(day, 24));
    if (isBase(figure, reference)) based.push(figure);
    if (day.endsWith("-12-31") && isFallingTarget(indicator, reference)) add(indicator, monthEndsAfter(day, 13));
  }
  for (const { indicator, period_end } of await (based.length === 0 ? [] : ask<FigureDay>(selectJudgedDays(based)))) {
    add(indicator, [period_end]);
  }
  return ends;
}

const targetsOf = ({ plans }: ReferenceData) => [...plans.values()].flatMap(({ targets }) => targets);

const comparingWith = (indicator: string, reference: ReferenceData) =>
  targetsOf(reference).flatMap((target) =>
    target.form === "growth_above_indicator" && target.comparedIndicator === indicator ? target.indicator : [],
  );

const weighedBy = (indicator: string, { indicators }: ReferenceData) =>
  [...indicators.values()].flatMap(({ id, weightIndicator }) => (weightIndicator === indicator ? id : []));

const isBase = ({ indicator, period_end }: FigureDay, reference: ReferenceData) =>
  targetsOf(reference).some(
    (target) => "base" in target && target.indicator === indicator && period_end === `${target.base}-12-31`,
  );

const isFallingTarget = (indicator: string, reference: ReferenceData) =>
  targetsOf(reference).some((target) => target.indicator === indicator && target.direction === "lower");

/** The day's own month end, and those after it. */
function monthEndsAfter(day: string, count: number): string[] {
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))];
  return Array.from({ length: count }, (_, at) => lastDayOfMonth(year, month + at)).filter((end) => end <= LAST_DAY);
}

/** Date32 ends with it. */
const LAST_DAY = "2299-12-31";

function selectJudgedDays(based: readonly FigureDay[]): Select {
  return {
    sql: `SELECT DISTINCT indicator, period_end FROM target_results
WHERE indicator IN {indicators:Array(String)} AND period_end > {first:Date32}`,
    params: {
      indicators: [...new Set(based.map(({ indicator }) => indicator))],
      first: based.map(({ period_end }) => period_end).sort()[0],
    },
  };
}
