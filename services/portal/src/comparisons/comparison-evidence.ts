import { type Indicator, shiftYears } from "@yardstick/contracts";
import { type Evidence, REFERENCE_EVIDENCE } from "../memory/evidence.ts";

/** One indicator, and the last day of one period, YYYY-MM-DD. */
export interface ComparedPeriod {
  readonly indicator: Indicator;
  readonly end: string;
}

/** Stored comparisons of the period and of the year before, which they changed against, and the rates above them. */
export function storedEvidence({ indicator, end }: ComparedPeriod): Evidence[] {
  const params = { of: indicator.id, year_before: shiftYears(end, -1), end };
  const of = "indicator = {of:String} AND period_end";
  return [
    { table: "comparisons", where: { sql: `${of} BETWEEN {year_before:Date32} AND {end:Date32}`, params } },
    { table: "growth", where: { sql: `${of} = {end:Date32}`, params } },
  ];
}

/**
 * Vintages that were known at an instant, of the indicator and of what weighs it: a comparison changed against one of the
 * year before, which has its base a year earlier, weighed by a figure at most two years old.
 */
export function evidenceAsOf({ indicator, end }: ComparedPeriod, asOf: string): Evidence[] {
  const of = [indicator.id, ...(indicator.weightIndicator === null ? [] : [indicator.weightIndicator])];
  return [
    {
      table: "observation_vintages",
      where: {
        sql: "indicator IN {of:Array(String)} AND period_end > {four_before:Date32} AND period_end <= {end:Date32} AND known_at <= {as_of:DateTime64(3)}",
        params: { of, four_before: shiftYears(end, -4), end, as_of: asOf },
      },
    },
    REFERENCE_EVIDENCE,
  ];
}
