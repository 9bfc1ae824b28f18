import { Decimal } from "decimal.js";
import type { NumberForm } from "./classify-format.ts";

export interface NumberText {
  readonly text: string;
  /** What the file holds, where more digits than a spreadsheet shows were left out. */
  readonly stored?: string;
}

const SHORT = /^-?(0|[1-9]\d{0,14})$|^-?(?=[\d.]{1,16}$)\d+\.\d*[1-9]$/;
const SHOWN_DIGITS = 15;
const Exact = Decimal.clone({ precision: 40, toExpNeg: -40, toExpPos: 40 });
const Shown = Decimal.clone({ precision: SHOWN_DIGITS, rounding: Decimal.ROUND_HALF_UP });

/**
 * The decimal that a cell's number means. A spreadsheet stores doubles and shows at most 15 digits of one: where the
 * file has 16 or 17 (0.30000000000000004) the last are no figures of anybody, and the 15 that a person sees are
 * taken. A percentage is handed over as it is shown, its point moved by two: 0.035 is 3.5%. Null for what is no number.
 */
export function numberText(stored: string, form: NumberForm): NumberText | null {
  if (form !== "percent" && SHORT.test(stored)) return { text: stored };
  if (!/^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d{1,3})?$/.test(stored)) return null;
  const exact = new Exact(stored);
  const isLong = exact.sd() > SHOWN_DIGITS;
  const shown = isLong ? new Exact(new Shown(stored).plus(0).toString()) : exact;
  const text = form === "percent" ? `${shown.times(100).toFixed()}%` : shown.toFixed();
  return isLong ? { text, stored } : { text };
}
