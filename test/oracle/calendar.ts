import type { Frame } from "./facts.ts";

/** The frame of the same period a year before. */
export function aYearBefore(frame: Frame): Frame {
  return { ...frame, periodStart: yearsBefore(frame.periodStart, 1), periodEnd: yearsBefore(frame.periodEnd, 1) };
}

/** The same day some years before; the last day of February goes to the last day of February. */
export function yearsBefore(day: string, years: number): string {
  const [year, month, date] = partsOf(day);
  const isLast = date === daysInMonth(year, month);
  return written(year - years, month, isLast ? daysInMonth(year - years, month) : date);
}

export function dayBefore(day: string): string {
  const [year, month, date] = partsOf(day);
  if (date > 1) return written(year, month, date - 1);
  return month > 1
    ? written(year, month - 1, daysInMonth(year, month - 1))
    : written(year - 1, 12, daysInMonth(year - 1, 12));
}

/** The last day of the year that the day lies in. */
export const endOfYear = (day: string): string => `${day.slice(0, 4)}-12-31`;

export const yearOf = (day: string): number => Number(day.slice(0, 4));
export const monthOf = (day: string): number => Number(day.slice(5, 7));

function partsOf(day: string): [number, number, number] {
  return day.split("-").map(Number) as [number, number, number];
}

const written = (year: number, month: number, date: number) =>
  [String(year).padStart(4, "0"), String(month).padStart(2, "0"), String(date).padStart(2, "0")].join("-");

function daysInMonth(year: number, month: number): number {
  if (month !== 2) return [4, 6, 9, 11].includes(month) ? 30 : 31;
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
}
