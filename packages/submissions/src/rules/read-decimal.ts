import { Decimal } from "decimal.js";
import { finding, type Resolved, resolved, unresolved } from "../finding.ts";

/** A decimal number by its digits, exactly as written: no leading zeros, no trailing ones behind the point. */
export interface DecimalDigits {
  readonly isNegative: boolean;
  /** At least one digit. */
  readonly integer: string;
  readonly fraction: string;
}

const PLAIN_DECIMAL = /^[+-]?\d+(?:\.\d+)?$/;
/** Digits that every double keeps; a JSON number with more has been rounded by whoever read it. */
const EXACT_DIGITS = 15;

/** A text that is a figure as it stands: digits and at most one point. Others are read by `readFigure`. */
export const isPlainDecimal = (text: string): boolean => PLAIN_DECIMAL.test(text);

/**
 * Rule 6: the digits of a plain decimal. A JSON number counts by its shortest decimal form, and only where a double
 * holds it exactly as it was written.
 */
export function readDecimal(value: string | number): Resolved<DecimalDigits> {
  return typeof value === "number" ? readNumber(value) : resolved(digitsOf(value));
}

/** The text that is kept as `submittedValue`. */
export function textOfValue(value: string | number): string {
  return typeof value === "string" ? value : textOfNumber(value);
}

function readNumber(value: number): Resolved<DecimalDigits> {
  const text = textOfNumber(value);
  const digits = digitsOf(text);
  const significant = `${digits.integer}${digits.fraction}`.replace(/^0+/, "").replace(/0+$/, "");
  if (significant.length <= EXACT_DIGITS) return resolved(digits);
  return unresolved(
    finding("NUMBER_INEXACT", {
      field: "value",
      zh: `JSON 数字 ${text} 超过 ${EXACT_DIGITS} 位有效数字,读取时可能已被舍入;请以字符串提交。`,
      en: `The JSON number ${text} has more than ${EXACT_DIGITS} digits, so reading may have rounded it; send it as a string.`,
      suggestion: null,
    }),
  );
}

function textOfNumber(value: number): string {
  const text = String(value);
  return text.includes("e") ? new Decimal(value).toFixed() : text;
}

function digitsOf(text: string): DecimalDigits {
  const hasSign = text.startsWith("-") || text.startsWith("+");
  const point = text.indexOf(".");
  const integer = trimLeadingZeros(text.slice(hasSign ? 1 : 0, point < 0 ? undefined : point));
  const fraction = point < 0 ? "" : trimTrailingZeros(text.slice(point + 1));
  return { isNegative: text.startsWith("-") && !(integer === "0" && fraction === ""), integer, fraction };
}

export function trimLeadingZeros(digits: string): string {
  let at = 0;
  while (at < digits.length - 1 && digits[at] === "0") at += 1;
  return at === 0 ? digits : digits.slice(at);
}

export function trimTrailingZeros(digits: string): string {
  let end = digits.length;
  while (end > 0 && digits[end - 1] === "0") end -= 1;
  return end === digits.length ? digits : digits.slice(0, end);
}
