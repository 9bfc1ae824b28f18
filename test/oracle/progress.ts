import { aYearBefore, endOfYear, monthOf, yearOf } from "./calendar.ts";
import type { Frame } from "./facts.ts";
import { compare, divide, hundred, multiply, type Rational, rational, subtract, zero } from "./rational.ts";
import type { Target, World } from "./target.ts";
import { levelOf } from "./target-level.ts";

/** 序时进度: elapsed months / 12, in %. */
export const paceOf = ({ periodEnd }: Frame): Rational =>
  divide(multiply(rational(monthOf(periodEnd)), hundred), rational(12));

/** 完成率 in %; where nothing is required it is all or nothing. */
export function shareOf(actual: Rational, required: Rational): Rational {
  if (compare(required, zero) <= 0) return compare(actual, required) >= 0 ? hundred : zero;
  return divide(multiply(actual, hundred), required);
}

/** Whether the mark is reached, in the target's direction. */
export function reaches(actual: Rational, required: Rational, direction: Target["direction"]): boolean {
  return direction === "higher" ? compare(actual, required) >= 0 : compare(actual, required) <= 0;
}

/**
 * Where less is better: the part of the way down from last year's end that is behind us. Without a way down it is done
 * or it cannot be told.
 */
export function shareOfWayDown(
  { world, target, frame }: { readonly world: World; readonly target: Target; readonly frame: Frame },
  { actual, required }: { readonly actual: Rational; readonly required: Rational },
): Rational | null {
  const base = levelAtEndOfLastYear(world, target, frame);
  if (base !== null && compare(base, required) > 0)
    return divide(multiply(subtract(base, actual), hundred), subtract(base, required));
  return reaches(actual, required, "lower") ? hundred : null;
}

function levelAtEndOfLastYear(world: World, target: Target, frame: Frame): Rational | null {
  return levelOf(world, target, atYearsEnd(aYearBefore(frame)))?.value ?? null;
}

/** The share of its annual figure that last year had reached in the same month, in %; of a year to date alone. */
export function profileOf(world: World, target: Target, frame: Frame): Rational | null {
  if (frame.accumulation !== "ytd" || monthOf(frame.periodEnd) === 12) return null;
  const lastYear = aYearBefore(frame);
  const [then, annual] = [lastYear, atYearsEnd(lastYear)].map((at) => levelOf(world, target, at)?.value ?? null);
  return then && annual && compare(annual, zero) > 0 ? divide(multiply(then, hundred), annual) : null;
}

/** The frame of the whole year; a stock's is its last day. */
export function atYearsEnd(frame: Frame): Frame {
  return atDay(frame, endOfYear(frame.periodEnd));
}

/** The same kind of figure as of another day: a year to date of that year, or the stock of that day. */
export function atDay(frame: Frame, periodEnd: string): Frame {
  const periodStart = frame.accumulation === "point" ? periodEnd : `${yearOf(periodEnd)}-01-01`;
  return { ...frame, periodStart, periodEnd };
}
