import type { Accumulation } from "../vocabulary.ts";

/** A statistical period with its key: first and last day (`YYYY-MM-DD`). DOMAIN §1, §3. */
export interface Period {
  /** Canonical name; the names 2021, 2021-Q4 and 2021-12 of one year to date are all 2021. */
  readonly name: string;
  readonly start: string;
  readonly end: string;
  readonly accumulation: Accumulation;
}

export type PeriodFrequency = "year" | "half" | "quarter" | "month";

interface PeriodCode {
  readonly year: number;
  readonly frequency: PeriodFrequency;
  /** First and last month of the code itself, 1-12. */
  readonly firstMonth: number;
  readonly lastMonth: number;
}

const CODE = /^(\d{4})(?:-(?:S([12])|Q([1-4])|(0[1-9]|1[0-2])))?$/;

/** Reads `2021`, `2021-S1`, `2021-Q2` or `2021-06`; null where it is none of them. */
export function parsePeriodCode(text: string): PeriodCode | null {
  const match = CODE.exec(text);
  if (match === null) return null;
  const year = Number(match[1]);
  if (year < 1900 || year > 2299) return null; // Date32 holds no other year.
  const [half, quarter, month] = [match[2], match[3], match[4]];
  if (half !== undefined) return { year, frequency: "half", ...monthsOf(Number(half), 6) };
  if (quarter !== undefined) return { year, frequency: "quarter", ...monthsOf(Number(quarter), 3) };
  if (month !== undefined) return { year, frequency: "month", ...monthsOf(Number(month), 1) };
  return { year, frequency: "year", firstMonth: 1, lastMonth: 12 };
}

function monthsOf(ordinal: number, length: number): { firstMonth: number; lastMonth: number } {
  return { firstMonth: (ordinal - 1) * length + 1, lastMonth: ordinal * length };
}

/**
 * The period that a code means under an accumulation. Where year to date and single period coincide (years, S1, Q1,
 * January) it is `ytd`; a `point` is its last day. Null where the text is no period code.
 */
export function toPeriod(text: string, accumulation: Accumulation): Period | null {
  const code = parsePeriodCode(text);
  if (code === null) return null;
  const end = lastDayOfMonth(code.year, code.lastMonth);
  if (accumulation === "point") return { name: nameOf(code.year, 1, code.lastMonth), start: end, end, accumulation };
  const isYearToDate = accumulation === "ytd" || code.firstMonth === 1;
  const firstMonth = isYearToDate ? 1 : code.firstMonth;
  return {
    name: nameOf(code.year, firstMonth, code.lastMonth),
    start: firstDayOfMonth(code.year, firstMonth),
    end,
    accumulation: isYearToDate ? "ytd" : "period",
  };
}

/** The shortest standard name of a span of months: a year, a half, a quarter, else its last month. */
function nameOf(year: number, firstMonth: number, lastMonth: number): string {
  const fromJanuary = firstMonth === 1;
  if (fromJanuary && lastMonth === 12) return `${year}`;
  if (fromJanuary && lastMonth === 6) return `${year}-S1`;
  if (lastMonth - firstMonth === 5) return `${year}-S2`;
  const endsQuarter = lastMonth % 3 === 0;
  if (endsQuarter && (fromJanuary || lastMonth - firstMonth === 2)) return `${year}-Q${lastMonth / 3}`;
  return `${year}-${pad(lastMonth)}`;
}

const pad = (month: number) => String(month).padStart(2, "0");

export const firstDayOfMonth = (year: number, month: number) => `${year}-${pad(month)}-01`;

export function lastDayOfMonth(year: number, month: number): string {
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}

/** The last day of the same period `years` later (or earlier): the end of February follows the leap year. */
export function shiftYears(periodEnd: string, years: number): string {
  return lastDayOfMonth(Number(periodEnd.slice(0, 4)) + years, Number(periodEnd.slice(5, 7)));
}
