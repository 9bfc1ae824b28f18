import { type Accumulation, lastDayOfMonth, parsePeriodCode } from "@yardstick/contracts";
import { withOrdinalsInDigits, withYearInDigits } from "./chinese-numerals.ts";
import { compactText } from "./plain-text.ts";

export interface PeriodName {
  /** 2021, 2021-S1, 2021-Q2 or 2021-06. */
  readonly code: string;
  /** What the text says of it; null where it says nothing, and the row or the catalogue decides. */
  readonly accumulation: Accumulation | null;
}

export interface PeriodProblem {
  readonly problem: "without_year" | "unreadable";
}

export interface PeriodReading {
  /** Year of a text that names none, as the sheet or the file does. */
  readonly defaultYear?: number;
}

/**
 * The period that a text names, as people write it: `2018年1-6月`, `二〇〇八年`, `2022年10月当月`, `2018年末`, `201806`. One
 * that could be two periods is unreadable: `2018.1` is January or the rest of 2018.10, a date is a month only on the
 * month's last day. DOMAIN §3.
 */
export function readPeriodName(text: string, { defaultYear }: PeriodReading = {}): PeriodName | PeriodProblem {
  if (parsePeriodCode(text) !== null) return { code: text, accumulation: null };
  if (text.length > MAX_CHARS) return UNREADABLE;
  const written = withYearInDigits(compactText(text.trim().replace(TIME_OF_DAY, "")));
  const plain = written
    .replace(/[—―~〜～至到]+/gu, "-")
    .replace(/[()]/gu, "")
    .replace("年年", "年");
  const withoutUntil = plain.replace(/^截[-止]-?/u, "");
  const until: Accumulation | null = withoutUntil === plain ? null : "point";
  const year = /^\d{4}(?!\d*月)/.exec(withoutUntil)?.[0];
  if (year !== undefined) return readRest(year, withoutUntil.slice(4).toUpperCase(), until) ?? UNREADABLE;
  const rest = `年${withoutUntil.replace(/^年(?=[末底初])/u, "")}`;
  const assumed = readRest(String(defaultYear ?? SOME_YEAR), rest, until);
  // A number alone (6, 06) is no month of a year that nobody named.
  if (assumed === null || withoutUntil === "" || /^\d+$/.test(withoutUntil)) return UNREADABLE;
  return defaultYear === undefined ? { problem: "without_year" } : assumed;
}

const MAX_CHARS = 64;
const SOME_YEAR = 2000;
const UNREADABLE: PeriodProblem = { problem: "unreadable" };
const TIME_OF_DAY = /[T ]00:00(:00(\.0+)?)?Z?$/;

/** Words behind a period that say how it accumulates. `初` is the point before, which is another period. */
const ACCUMULATION_SUFFIXES: readonly (readonly [string, Accumulation])[] = [
  ["累计数", "ytd"],
  ["累计", "ytd"],
  ["当季度", "period"],
  ["单季度", "period"],
  ["当月", "period"],
  ["单月", "period"],
  ["当季", "period"],
  ["单季", "period"],
  ["当期", "period"],
  ["期末", "point"],
  ["末", "point"],
  ["底", "point"],
];

function readRest(year: string, text: string, until: Accumulation | null): PeriodName | null {
  const suffix = ACCUMULATION_SUFFIXES.find(([word]) => text.endsWith(word) && text !== word);
  const rest = withOrdinalsInDigits(suffix === undefined ? text : text.slice(0, -suffix[0].length));
  const said = [suffix?.[1] ?? null, until].filter((word) => word !== null);
  for (const [form, read] of FORMS) {
    const match = form.exec(rest);
    if (match === null) continue;
    const name = read({ year, a: Number(match[1]), b: Number(match[2]) });
    if (name === null || parsePeriodCode(name.code) === null) return null;
    const stated = new Set(name.accumulation === null ? said : [...said, name.accumulation]);
    return stated.size > 1 ? null : { code: name.code, accumulation: [...stated][0] ?? null };
  }
  return null;
}

interface Parts {
  readonly year: string;
  readonly a: number;
  readonly b: number;
}

const name = (code: string, accumulation: Accumulation | null = null): PeriodName => ({ code, accumulation });
const monthCode = (year: string, month: number) => `${year}-${String(month).padStart(2, "0")}`;
const isMonth = (month: number) => month >= 1 && month <= 12;

/** What may stand behind the year, dashes in one form, numerals in digits. The first form that fits decides. */
const FORMS: readonly (readonly [RegExp, (parts: Parts) => PeriodName | null])[] = [
  [/^(?:年度?|年?全年|-?A1)?$/u, ({ year }) => name(year)],
  [/^年?上半年度?$/u, ({ year }) => name(`${year}-S1`)],
  [/^年?下半年度?$/u, ({ year }) => name(`${year}-S2`, "period")],
  [/^(?:年|-)?[HS]([12])$/u, ({ year, a }) => name(`${year}-S${a}`)],
  [/^(?:年|-)?Q([1-4])$/u, ({ year, a }) => name(`${year}-Q${a}`)],
  [/^(?:年|-)?第?([1-4])季度?$/u, ({ year, a }) => name(`${year}-Q${a}`)],
  [/^年?前([2-4])个?季度$/u, ({ year, a }) => name(`${year}-Q${a}`, "ytd")],
  [/^年?(?:第?1季?度?)-(?:第?([2-4]))季度$/u, ({ year, a }) => name(`${year}-Q${a}`, "ytd")],
  [/^年?前(\d{1,2})个?月份?$/u, ({ year, a }) => monthsFromTo(year, 1, a)],
  [/^年(\d{1,2})月?份?-(\d{1,2})(?:月份?)?$/u, ({ year, a, b }) => monthsFromTo(year, a, b)],
  [/^[-./]?(\d{1,2})月?-(\d{1,2})月份?$/u, ({ year, a, b }) => monthsFromTo(year, a, b)],
  [/^[./](\d{1,2})-(\d{1,2})$/u, ({ year, a, b }) => monthsFromTo(year, a, b)],
  [/^(?:年|[-./])?(\d{1,2})月份?$/u, ({ year, a }) => month(year, a)],
  [/^-?M(\d{1,2})$/u, ({ year, a }) => month(year, a)],
  [/^[-/](\d{1,2})$/u, ({ year, a }) => month(year, a)],
  [/^\.(\d{2}|[2-9])$/u, ({ year, a }) => month(year, a)],
  [/^(\d{2})$/u, ({ year, a }) => month(year, a)],
  [/^年(\d{1,2})月(\d{1,2})日$/u, ({ year, a, b }) => lastDay(year, a, b)],
  [/^[-./](\d{1,2})[-./](\d{1,2})$/u, ({ year, a, b }) => lastDay(year, a, b)],
  [/^(\d{2})(\d{2})$/u, ({ year, a, b }) => lastDay(year, a, b)],
];

const month = (year: string, a: number) => (isMonth(a) ? name(monthCode(year, a)) : null);

/** From January on it is year to date; another span only where it is a quarter or a half. */
function monthsFromTo(year: string, first: number, last: number): PeriodName | null {
  if (!isMonth(first) || !isMonth(last) || first > last) return null;
  if (first === 1) return name(monthCode(year, last), "ytd");
  if (first === 7 && last === 12) return name(`${year}-S2`, "period");
  return last - first === 2 && last % 3 === 0 ? name(`${year}-Q${last / 3}`, "period") : null;
}

function lastDay(year: string, atMonth: number, day: number): PeriodName | null {
  if (!isMonth(atMonth)) return null;
  return Number(lastDayOfMonth(Number(year), atMonth).slice(8)) === day ? name(monthCode(year, atMonth)) : null;
}
