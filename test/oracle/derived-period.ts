import { dayBefore, monthOf } from "./calendar.ts";
import type { CurrentFigures } from "./current-figures.ts";
import type { Catalogue, Figure, Frame } from "./facts.ts";
import { compare, type Rational, subtract, zero } from "./rational.ts";
import { leastFinal } from "./status-ladder.ts";

/** A single period's level that was told from two years to date. */
export interface DerivedLevel {
  readonly value: Rational;
  readonly status: string | null;
  readonly flags: readonly string[];
}

/**
 * x_m = Y_m - Y_{m-1}; DOMAIN §3. Null where the level itself was sent, where either end is missing, and for a period
 * that starts with the year, which is its own year to date: so is the January-February bundle of an indicator without a
 * January, whose February alone cannot be told.
 */
export function derivedLevel(
  figures: CurrentFigures,
  frame: Frame,
  region: string,
  { levelPriceBasis, hasJanuary }: Catalogue,
): DerivedLevel | null {
  if (frame.accumulation !== "period" || frame.periodStart.endsWith("-01-01")) return null;
  if (!hasJanuary && monthOf(frame.periodStart) === 2 && monthOf(frame.periodEnd) === 2) return null;
  if (figures.find(frame, region, "level", levelPriceBasis) !== null) return null;
  const ytd = (periodEnd: string): Figure | null => {
    const periodStart = `${frame.periodStart.slice(0, 4)}-01-01`;
    return figures.find({ ...frame, periodStart, periodEnd, accumulation: "ytd" }, region, "level", levelPriceBasis);
  };
  const [now, before] = [ytd(frame.periodEnd), ytd(dayBefore(frame.periodStart))];
  if (now === null || before === null) return null;
  const value = subtract(now.value, before.value);
  const status = leastFinal([now.status, before.status]);
  return { value, status, flags: ["DERIVED", ...(compare(value, zero) < 0 ? ["REVISION_IN_YTD"] : [])] };
}
