import { yearOf, yearsBefore } from "./calendar.ts";
import { add, divide, hundred, multiply, type Rational, rational, subtract } from "./rational.ts";

/** Whole years from one last day to another; null where it is not a whole number of them, or none. */
export function wholeYears(from: string, to: string): number | null {
  const years = yearOf(to) - yearOf(from);
  return years > 0 && yearsBefore(to, years) === from ? years : null;
}

/** X_0 (1 + g)^n, which X_n is measured against without a root. DOMAIN F6. */
export function grownFrom(base: Rational, rate: Rational, years: number): Rational {
  return Array.from({ length: years }).reduce<Rational>(
    (value) => divide(multiply(value, add(hundred, rate)), hundred),
    base,
  );
}

/** F6 in %, to 24 digits behind the point; for levels of at least zero over a base of more. */
export function averageGrowth(level: Rational, base: Rational, years: number): Rational {
  const ratio = divide(level, base);
  const scale = 10n ** BigInt(DIGITS);
  const root = integerRoot((ratio.top * scale ** BigInt(years)) / ratio.bottom, BigInt(years));
  return multiply(subtract({ top: root, bottom: scale }, rational(1)), hundred);
}

const DIGITS = 26;

/** The largest whole number whose n-th power is not more than the value. */
function integerRoot(value: bigint, n: bigint): bigint {
  let [low, high] = [0n, 1n];
  while (high ** n <= value) high *= 2n;
  while (high - low > 1n) {
    const middle = (low + high) / 2n;
    if (middle ** n <= value) low = middle;
    else high = middle;
  }
  return low;
}
