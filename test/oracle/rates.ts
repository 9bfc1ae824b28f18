import { compare, magnitude, type Rational, rational, roundHalfAway, subtract } from "./rational.ts";

/**
 * Negative, zero or positive. Where either side is a published rate both are rounded to one decimal first; unrounded
 * ones are equal within 1e-9. DOMAIN §4.
 */
export function compareRates(a: Rational, b: Rational, isPublished: boolean): number {
  const difference = isPublished ? subtract(roundHalfAway(a, 1), roundHalfAway(b, 1)) : subtract(a, b);
  return compare(magnitude(difference), rational("0.000000001")) <= 0 ? 0 : difference.top > 0n ? 1 : -1;
}
