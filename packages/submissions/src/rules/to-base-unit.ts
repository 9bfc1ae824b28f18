import { Decimal } from "decimal.js";
import { finding, type Resolved, resolved, unresolved } from "../finding.ts";
import { type DecimalDigits, trimLeadingZeros, trimTrailingZeros } from "./read-decimal.ts";

/** What Decimal(38,10), the column of every figure, can hold. */
const MAX_INTEGER_DIGITS = 28;
const MAX_FRACTION_DIGITS = 10;

/** More digits than the longest value times the longest factor has, so that multiplying is exact. */
const Exact = Decimal.clone({ precision: 200 });

/**
 * Rule 6: the value in the base unit (元, 人, %), as a decimal string. A power of ten moves the point and nothing else.
 * Factors that are none (亩) are rounded themselves, so their product is rounded to what the column holds.
 */
export function toBaseUnit(digits: DecimalDigits, factor: string): Resolved<string> {
  const shift = shiftOf(factor);
  const { isNegative, integer, fraction } = shift === null ? multiply(digits, factor) : movePoint(digits, shift);
  if (integer.length > MAX_INTEGER_DIGITS || fraction.length > MAX_FRACTION_DIGITS) return unresolved(tooLong());
  const sign = isNegative ? "-" : "";
  return resolved(fraction === "" ? `${sign}${integer}` : `${sign}${integer}.${fraction}`);
}

/** How many places a power of ten moves the point; null for any other factor. */
function shiftOf(factor: string): number | null {
  if (/^10*$/.test(factor)) return factor.length - 1;
  return /^0\.0*1$/.test(factor) ? 2 - factor.length : null;
}

function movePoint({ isNegative, integer, fraction }: DecimalDigits, shift: number): DecimalDigits {
  if (shift === 0) return { isNegative, integer, fraction };
  if (shift > 0) {
    const moved = fraction.length >= shift ? fraction.slice(0, shift) : fraction.padEnd(shift, "0");
    return { isNegative, integer: trimLeadingZeros(integer + moved), fraction: fraction.slice(shift) };
  }
  const padded = integer.padStart(1 - shift, "0");
  return {
    isNegative,
    integer: trimLeadingZeros(padded.slice(0, shift)),
    fraction: trimTrailingZeros(padded.slice(shift) + fraction),
  };
}

function multiply({ isNegative, integer, fraction }: DecimalDigits, factor: string): DecimalDigits {
  const product = new Exact(fraction === "" ? integer : `${integer}.${fraction}`).times(factor);
  const [whole = "0", rest = ""] = product
    .toDecimalPlaces(MAX_FRACTION_DIGITS, Decimal.ROUND_HALF_UP)
    .toFixed()
    .split(".");
  return { isNegative: isNegative && !product.isZero(), integer: whole, fraction: rest };
}

function tooLong() {
  return finding("VALUE_TOO_LONG", {
    field: "value",
    zh: `换算为基本单位后,整数部分不得超过 ${MAX_INTEGER_DIGITS} 位,小数部分不得超过 ${MAX_FRACTION_DIGITS} 位。`,
    en: `In the base unit a value has at most ${MAX_INTEGER_DIGITS} digits before and ${MAX_FRACTION_DIGITS} behind the point.`,
  });
}
