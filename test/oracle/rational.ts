/** An exact fraction; the denominator is positive. The oracle counts with nothing else. */
export interface Rational {
  readonly top: bigint;
  readonly bottom: bigint;
}

/** Reads a decimal such as `-16.25`. */
export function rational(text: string | number | bigint): Rational {
  const [, sign, whole = "0", part = ""] = /^(-?)(\d*)\.?(\d*)$/.exec(String(text)) ?? never(text);
  const top = BigInt(`${whole}${part}`);
  return { top: sign === "-" ? -top : top, bottom: 10n ** BigInt(part.length) };
}

export const add = (a: Rational, b: Rational): Rational => ({
  top: a.top * b.bottom + b.top * a.bottom,
  bottom: a.bottom * b.bottom,
});

export const negate = (a: Rational): Rational => ({ top: -a.top, bottom: a.bottom });

export const subtract = (a: Rational, b: Rational): Rational => add(a, negate(b));

export const multiply = (a: Rational, b: Rational): Rational => ({ top: a.top * b.top, bottom: a.bottom * b.bottom });

export function divide(a: Rational, b: Rational): Rational {
  if (b.top === 0n) throw new RangeError("division by zero");
  const sign = b.top < 0n ? -1n : 1n;
  return { top: a.top * b.bottom * sign, bottom: a.bottom * b.top * sign };
}

/** Negative, zero or positive, as `a` is less than, equal to or more than `b`. */
export function compare(a: Rational, b: Rational): number {
  const difference = a.top * b.bottom - b.top * a.bottom;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export const magnitude = (a: Rational): Rational => (a.top < 0n ? negate(a) : a);

export const sum = (all: readonly Rational[]): Rational => all.reduce(add, zero);

export const zero = rational(0);
export const hundred = rational(100);

/** 四舍五入: half goes away from zero. */
export function roundHalfAway(a: Rational, digits: number): Rational {
  const scale = 10n ** BigInt(digits);
  const { top, bottom } = magnitude(a);
  const rounded = { top: (2n * top * scale + bottom) / (2n * bottom), bottom: scale };
  return a.top < 0n ? negate(rounded) : rounded;
}

/** For a person's eyes, and for the loose comparison with 20 digits of an engine. */
export function toDecimal(a: Rational, digits: number): string {
  const { top } = roundHalfAway(a, digits);
  const text = String(top < 0n ? -top : top).padStart(digits + 1, "0");
  const point = text.length - digits;
  return `${top < 0n ? "-" : ""}${text.slice(0, point)}${digits > 0 ? `.${text.slice(point)}` : ""}`;
}

function never(text: unknown): never {
  throw new RangeError(`not a decimal: ${String(text)}`);
}
