import { Decimal } from "decimal.js";

/** A rate as officials read it: one decimal, half away from zero (四舍五入), and no sign before a zero. DOMAIN §4. */
export function oneDecimal(value: string | null): string {
  if (value === null) return "—";
  const rounded = new Decimal(value).toDecimalPlaces(1, Decimal.ROUND_HALF_UP);
  return (rounded.isZero() ? rounded.abs() : rounded).toFixed(1);
}
