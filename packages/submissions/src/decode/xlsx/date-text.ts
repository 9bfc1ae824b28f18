import type { NumberForm } from "./classify-format.ts";

const MS_PER_DAY = 86_400_000;
const SECONDS_PER_DAY = 86_400;
/** Day 0 of both systems. The first takes 1900 for a leap year: its days before March are one less. */
const DAY_0_OF_1900 = Date.UTC(1899, 11, 30);
const DAY_0_OF_1904 = Date.UTC(1904, 0, 1);
const FIRST_OF_MARCH_1900 = 61;
const LAST_SERIAL = 2_958_465;

/**
 * A serial date as ISO text with as many parts as its cell shows: `2021`, `2021-06`, `2021-06-30`, with the time of day
 * where there is one. Null for what is no date of that calendar.
 */
export function dateText(stored: string, form: NumberForm, is1904: boolean): string | null {
  const serial = Number(stored);
  if (!Number.isFinite(serial) || serial < 0 || serial > LAST_SERIAL) return null;
  const seconds = Math.round(serial * SECONDS_PER_DAY);
  const day = Math.floor(seconds / SECONDS_PER_DAY);
  // The 29th of February 1900, which never was, and day 0, which spreadsheets show as the 0th of January.
  if (!is1904 && (day === FIRST_OF_MARCH_1900 - 1 || (day === 0 && form !== "time"))) return null;
  const shift = !is1904 && day < FIRST_OF_MARCH_1900 ? 1 : 0;
  const start = is1904 ? DAY_0_OF_1904 : DAY_0_OF_1900;
  const iso = new Date(start + (day + shift) * MS_PER_DAY + (seconds % SECONDS_PER_DAY) * 1000).toISOString();
  if (form === "time") return iso.slice(11, 19);
  if (form === "year") return iso.slice(0, 4);
  if (form === "month") return iso.slice(0, 7);
  return seconds % SECONDS_PER_DAY === 0 ? iso.slice(0, 10) : iso.slice(0, 19);
}
