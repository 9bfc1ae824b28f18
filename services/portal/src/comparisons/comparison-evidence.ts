import { type Indicator, shiftYears } from "@yardstick/contracts";
import { type Evidence, REFERENCE_EVIDENCE } from "../memory/evidence.ts";

/**
 * Stored comparisons of a period that ends on a day, YYYY-MM-DD, and of the year before, which they changed against, and the
 * rates above them.
 */
export function storedEvidence(indicator: Indicator, end: string): Evidence[] {
  const params = { of: indicator.id, year_before: shiftYears(end, -1), end };
  const of = "indicator = {of:String} AND period_end";
  return [
    {
      table: "comparisons",
      where: { sql: `${of} BETWEEN {year_before:Date32} AND {end:Date32}`, params },
      periodEnds: "groupUniqArray(period_end)",
    },
    { table: "growth", where: { sql: `${of} = {end:Date32}`, params } },
  ];
}

/**
 * Vintages that were known at an instant, of the indicator and of what weighs it: a comparison changed against one of the
 * year before, which has its base a year earlier, weighed by a figure at most two years old.
 */
export function evidenceAsOf(
  { id, weightIndicator }: Indicator,
  { end, asOf }: { readonly end: string; readonly asOf: string },
): Evidence[] {
  const params = {
    of: weightIndicator === null ? [id] : [id, weightIndicator],
    first_end: shiftYears(end, weightIndicator === null ? -2 : -4),
    ...{ end, as_of: asOf },
  };
  return [
    {
      table: "observation_vintages",
      where: {
        sql: "indicator IN {of:Array(String)} AND period_end BETWEEN {first_end:Date32} AND {end:Date32} AND known_at <= {as_of:DateTime64(3)}",
        params,
      },
      // Not those of what weighs it: the rules would run over periods without a comparison.
      periodEnds: "groupUniqArrayIf(period_end, indicator = {of:Array(String)}[1])",
    },
    REFERENCE_EVIDENCE,
  ];
}
