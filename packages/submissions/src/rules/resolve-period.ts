import { type Accumulation, type Indicator, type Period, parsePeriodCode, toPeriod } from "@yardstick/contracts";
import { type Finding, finding, NO_FINDINGS, quote, type Resolved, resolved, unresolved } from "../finding.ts";
import { type PeriodName, readPeriodName } from "../normalise/read-period-name.ts";
import { checkAccumulation } from "./check-accumulation.ts";

/** What is reported in China happens on its calendar, UTC+8 without summer time. */
const CHINA_OFFSET_MS = 8 * 3_600_000;
const FIRST_YEAR = 1900;
const LAST_YEAR = 2299;

export interface PeriodQuestion {
  readonly text: string;
  /** What the row says, else what the catalogue says of its indicator. */
  readonly accumulation: Accumulation;
  /** Whether the row says so itself: then its text may not say otherwise. */
  readonly isStated: boolean;
  readonly indicator: Indicator;
  /** The log's timestamp of the submission. */
  readonly nowMs: number;
}

/**
 * Rule 5: the period that the text means. It is over (a figure of a period that is not is a forecast), its year fits
 * ClickHouse's Date32, and January is not asked of an indicator that is first published for January and February.
 */
export function resolvePeriod(question: PeriodQuestion): Resolved<Period> {
  const { text, indicator, nowMs } = question;
  const name = readPeriodName(text);
  if ("problem" in name) return unresolved(name.problem === "without_year" ? withoutYear(text) : unreadable(text));
  const accumulated = accumulationOf(name, question);
  if (accumulated.value === null) return unresolved(...accumulated.findings);
  const period = toPeriod(name.code, accumulated.value);
  if (period === null) return unresolved(unreadable(text));
  const findings = [
    ...tellAssumption(period, name, question),
    ...checkNotFuture(period, nowMs),
    ...checkJanuary(period, indicator),
  ];
  return findings.length === 0 ? resolved(period) : { value: period, findings };
}

/** `1-6月` is year to date and `当月` is not: a row that says otherwise contradicts itself, unless both are one period. */
function accumulationOf(
  { code, accumulation: said }: PeriodName,
  { text, accumulation, isStated, indicator }: PeriodQuestion,
): Resolved<Accumulation> {
  if (said === null || said === accumulation) return resolved(accumulation);
  const coincides = toPeriod(code, said)?.accumulation === toPeriod(code, accumulation)?.accumulation;
  if (coincides) return resolved(accumulation);
  if (!isStated) return checkAccumulation(said, indicator, "period");
  return unresolved(
    finding("ACCUMULATION_CONFLICT", {
      field: "accumulation",
      zh: `期间${quote(text)}表示 ${said},accumulation 却为 ${accumulation}。`,
      en: `The period ${quote(text)} says ${said}, and accumulation says ${accumulation}.`,
      suggestion: said,
    }),
  );
}

/** `三季度` and `10月` are said of the period alone and of the year up to its end: which was taken is told. */
function tellAssumption(
  period: Period,
  { code, accumulation: said }: PeriodName,
  { text, isStated }: PeriodQuestion,
): readonly Finding[] {
  if (said !== null || isStated || period.accumulation !== "ytd" || parsePeriodCode(text) !== null) return NO_FINDINGS;
  if (toPeriod(code, "period")?.accumulation === "ytd") return NO_FINDINGS;
  return [
    finding("ACCUMULATION_ASSUMED", {
      field: "period",
      zh: `期间${quote(text)}未说明是当期还是累计,按目录默认作累计(ytd)读取;如为当期,请注明“当季”“当月”或 accumulation 为 period。`,
      en: `${quote(text)} does not say whether it is the period alone or the year up to its end: read as year to date (ytd), the catalogue's default. If it is the period alone, say 当季, 当月 or accumulation period.`,
      suggestion: null,
    }),
  ];
}

function withoutYear(text: string): Finding {
  return finding("PERIOD_WITHOUT_YEAR", {
    field: "period",
    zh: `期间${quote(text)}没有年份。`,
    en: `The period ${quote(text)} has no year.`,
  });
}

function unreadable(text: string): Finding {
  const year = Number(/^(\d{4,6})(-|$)/.exec(text)?.[1]);
  if ((year < FIRST_YEAR || year > LAST_YEAR) && parsePeriodCode(text.replace(/^\d+/, "2000")) !== null) {
    return finding("PERIOD_YEAR_OUT_OF_RANGE", {
      field: "period",
      zh: `${quote(text)}的年份应在 ${FIRST_YEAR} 至 ${LAST_YEAR} 之间。`,
      en: `The year of ${quote(text)} is not between ${FIRST_YEAR} and ${LAST_YEAR}.`,
    });
  }
  return finding("PERIOD_UNREADABLE", {
    field: "period",
    zh: `期间${quote(text)}无法确定,应写作 2021、2021-S1、2021-Q2 或 2021-06。`,
    en: `${quote(text)} is no period that can be read for certain: write 2021, 2021-S1, 2021-Q2 or 2021-06.`,
    suggestion: suggestPeriod(text),
  });
}

/** A day is not its month, and a sheet writes October as it writes January: 2018.1. */
function suggestPeriod(text: string): string | null {
  const [, year, month = "", day] = /^(\d{4})[-./](\d{1,2})(?:[-./](\d{1,2}))?$/.exec(text.trim()) ?? [];
  const code = `${year}-${month.padStart(2, "0")}`;
  if (year === undefined || parsePeriodCode(code) === null) return null;
  return day === undefined && month === "1" ? `${code}, ${year}-10` : code;
}

function checkNotFuture(period: Period, nowMs: number): readonly Finding[] {
  const today = new Date(nowMs + CHINA_OFFSET_MS).toISOString().slice(0, 10);
  if (period.end < today) return NO_FINDINGS;
  return [
    finding("PERIOD_IN_FUTURE", {
      field: "period",
      zh: `${period.name} 于 ${period.end} 结束,在收到时(${today})尚未结束。`,
      en: `${period.name} ends on ${period.end}: it was not over when this arrived (${today}).`,
    }),
  ];
}

/** DOMAIN §3: the first release of the year is January and February together, period YYYY-02 ytd. */
function checkJanuary(period: Period, indicator: Indicator): readonly Finding[] {
  if (indicator.hasJanuary || period.accumulation === "point") return NO_FINDINGS;
  const year = period.end.slice(0, 4);
  const isJanuary = period.end === `${year}-01-31`;
  const isFebruaryAlone = period.start === `${year}-02-01`;
  if (!isJanuary && !isFebruaryAlone) return NO_FINDINGS;
  return [
    finding("JANUARY_NOT_PUBLISHED", {
      field: isJanuary ? "period" : "accumulation",
      zh: `${indicator.nameZh}(${indicator.id})不单独发布 1 月、2 月数据,首次发布为 1-2 月累计。`,
      en: `${indicator.id} is not published for January or February alone: the first release is ${year}-02, ytd.`,
      suggestion: isJanuary ? `${year}-02` : "ytd",
    }),
  ];
}
