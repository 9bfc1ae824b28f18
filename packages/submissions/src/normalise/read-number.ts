import { movedPoint } from "./moved-point.ts";

export type DecimalMark = "." | ",";

/**
 * A number as people write it, as a plain decimal: groups of three (`1,234,567.8`; `1.234.567,8` where the comma is the
 * decimal mark), a bare fraction (`.5`), a spreadsheet's exponent (`1.234E+05`). Null where it is written in no such way:
 * `1,23`, `0,234`, `12,3456`, `5.`.
 */
export function readNumber(text: string, decimalMark: DecimalMark = "."): string | null {
  const [, sign = "", mantissa = "", exponent] = /^([+-]?)([\d.,]+)(?:e([+-]?\d{1,3}))?$/i.exec(text) ?? [];
  const plain = (decimalMark === "." ? POINT : COMMA).exec(mantissa);
  if (plain === null) return null;
  const [, grouped = "", integer = "", fraction = ""] = plain;
  const whole = grouped === "" ? integer : grouped.replace(/[.,]/g, "");
  const decimal = fraction === "" ? whole : `${whole === "" ? "0" : whole}.${fraction}`;
  if (decimal === "") return null;
  const power = Number(exponent ?? 0);
  if (Math.abs(power) > MAX_POWER) return null;
  return `${sign === "-" ? "-" : ""}${power === 0 ? decimal : movedPoint(decimal, power)}`;
}

/** Grouped integer, plain integer, fraction. */
const POINT = /^(?:([1-9]\d{0,2}(?:,\d{3})+)|(\d*))(?:\.(\d+))?$/;
const COMMA = /^(?:([1-9]\d{0,2}(?:\.\d{3})+)|(\d*))(?:,(\d+))?$/;
/** More would not fit into the column anyway. */
const MAX_POWER = 40;

/**
 * `1.23457E+11`: six digits are what a spreadsheet shows of a longer number in a narrow column, and the others are
 * lost when the sheet is saved as text.
 */
export function isShownShort(text: string): boolean {
  const [, digits = "", exponent] = /^[+-]?\d\.(\d{5})e\+?(\d{1,3})$/i.exec(text) ?? [];
  return digits !== "" && Number(exponent) > digits.length;
}
