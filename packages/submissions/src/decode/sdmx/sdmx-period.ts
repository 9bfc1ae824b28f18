/** Lengths of a period in months. H is left out: half-yearly in older code lists, hourly in newer ones. */
const MONTHS_BY_FREQ: Readonly<Record<string, number>> = {
  A: 12,
  S: 6,
  Q: 3,
  M: 1,
  annual: 12,
  yearly: 12,
  "half-yearly": 6,
  "half-yearly, semester": 6,
  semiannual: 6,
  quarterly: 3,
  monthly: 1,
  年: 12,
  年度: 12,
  半年: 6,
  季: 3,
  季度: 3,
  月: 1,
  月度: 1,
};

/** TIME_FORMAT: ISO 8601 durations, and the EDIFACT codes of SDMX 1. */
const MONTHS_BY_FORMAT: Readonly<Record<string, number>> = {
  P1Y: 12,
  P6M: 6,
  P3M: 3,
  P1M: 1,
  "602": 12,
  "604": 6,
  "608": 3,
  "610": 1,
};

const DATE = /^(\d{4})-(\d{2})(?:-(\d{2}))?(?:T[\d:.]+(?:Z|[+-]\d{2}:?\d{2})?)?$/;
const RANGE = /^(\d{4})-(\d{2})-01(?:T00:00:00)?\/(P\d+[YM])$/;
const SDMX = /^(\d{4})-?([ASQM])(\d{1,2})$/;

/** What the components beside a time say of its length. */
export interface TimeHints {
  readonly freq: string | undefined;
  readonly timeFormat: string | undefined;
}

/**
 * SDMX's ways to write a time as 2021, 2021-S1, 2021-Q1 or 2021-06; what is none of them stays as it is, for the rules
 * to judge. A month or a date in a file of a coarser frequency is the period that it lies in (`timeFormat=normalized`).
 * A time that contradicts its frequency, or a day of daily data, is marked so that nobody takes it for a month.
 */
export function readSdmxPeriod(text: string, { freq = "", timeFormat = "" }: TimeHints): string {
  const range = RANGE.exec(text);
  if (range !== null) return periodOf(Number(range[1]), Number(range[2]), MONTHS_BY_FORMAT[range[3] ?? ""]) ?? text;
  const said = freq === "" ? timeFormat : freq;
  const months = MONTHS_BY_FREQ[said] ?? MONTHS_BY_FREQ[said.toLowerCase()] ?? MONTHS_BY_FORMAT[said];
  const contradicts = `${text} (FREQ ${said})`.slice(0, MAX_CHARS);
  const date = DATE.exec(text);
  if (date !== null && months !== undefined) return periodOf(Number(date[1]), Number(date[2]), months) ?? text;
  // A day of daily data is no month, although it may be the last one of its month.
  if (date !== null) return date[3] === undefined || said === "" ? text : contradicts;
  if (months !== undefined && !fitsFrequency(text, months)) return contradicts;
  const written = SDMX.exec(text);
  return written === null ? text : (sdmxPeriod(written) ?? text);
}

const MAX_CHARS = 64;

function fitsFrequency(text: string, months: number): boolean {
  const letter = /^\d{4}$/.test(text) ? "A" : (SDMX.exec(text)?.[2] ?? "");
  const length = LENGTHS[letter];
  return length === undefined || length === months;
}
/** The period of that many months in which a month lies. */
function periodOf(year: number, month: number, months: number | undefined): string | null {
  if (month < 1 || month > 12) return null;
  if (months === 12) return String(year);
  if (months === 6) return `${year}-S${Math.ceil(month / 6)}`;
  if (months === 3) return `${year}-Q${Math.ceil(month / 3)}`;
  return months === 1 ? `${year}-${String(month).padStart(2, "0")}` : null;
}

const LENGTHS: Readonly<Record<string, number>> = { A: 12, S: 6, Q: 3, M: 1 };

function sdmxPeriod([, year = "", letter = "", ordinal = ""]: RegExpExecArray): string | null {
  const months = LENGTHS[letter] ?? 0;
  return Number(ordinal) < 1 ? null : periodOf(Number(year), (Number(ordinal) - 1) * months + 1, months);
}
