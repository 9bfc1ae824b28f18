import { Decimal } from "decimal.js";
import { finding, quote, type Resolved, resolved, unresolved } from "../finding.ts";

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

/**
 * Rule 6: the number as text. A decimal string has no exponent, no separators and no spaces. A JSON number counts by
 * its shortest decimal form, and only where a double holds it exactly as it was written.
 */
export function readDecimal(value: string | number): Resolved<DecimalDigits> {
  if (typeof value === "number") return readNumber(value);
  if (!PLAIN_DECIMAL.test(value)) return unresolved(notDecimal(value));
  return resolved(digitsOf(value));
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

function notDecimal(value: string) {
  return finding("VALUE_NOT_DECIMAL", {
    field: "value",
    zh: `${quote(value)}不是十进制数:不得有指数、千分位、空格或单位;未知的数请省去该行,不要写 0。`,
    en: `${quote(value)} is no decimal: no exponent, separators, spaces or unit. Leave the row out where the figure is unknown; it is not 0.`,
    suggestion: suggestDecimal(value),
  });
}

/** The same number written plainly, where the text can mean only one. */
function suggestDecimal(value: string): string | null {
  const plain = value
    .normalize("NFKC")
    .replace(/\s+/gu, "")
    .replace(/[−–]/gu, "-")
    .replace(/(?<=\d)%$/u, "");
  const ungrouped = /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(plain) ? plain.replaceAll(",", "") : plain;
  if (PLAIN_DECIMAL.test(ungrouped)) return ungrouped;
  if (/^[+-]?\d+\.$/.test(plain)) return plain.slice(0, -1);
  if (/^[+-]?\.\d+$/.test(plain)) return plain.replace(".", "0.");
  if (/^[+-]?\d+(\.\d+)?[eE][+-]?\d{1,2}$/.test(plain)) return new Decimal(plain).toFixed();
  return null;
}
