import { ACCUMULATIONS, type Accumulation, toPeriod } from "@yardstick/contracts";
import { type Condition, EVERYTHING } from "./conditions.ts";

/** What a name of a period means: spans that end on one day, one for each accumulation it can stand for. */
export interface PeriodFilter {
  /** The name that was asked with, and is answered. */
  readonly name: string;
  /** Last day, YYYY-MM-DD. */
  readonly end: string;
  readonly spans: readonly { readonly accumulation: Accumulation; readonly start: string }[];
}

/**
 * The coordinates that a period's name stands for: 2021, 2021-Q4 and 2021-12 to date are one. Without an accumulation
 * all three kinds are meant, the year to date first. DOMAIN §1.
 */
export function periodFilter(name: string, accumulation?: Accumulation): PeriodFilter | undefined {
  const asked = accumulation === undefined ? ACCUMULATIONS : [accumulation];
  const periods = asked.flatMap((kind) => toPeriod(name, kind) ?? []);
  const [first] = periods;
  if (first === undefined) return undefined;
  const spans = periods.map((period) => ({ accumulation: period.accumulation, start: period.start }));
  const distinct = spans.filter((span, at) => spans.findIndex((other) => isSame(span, other)) === at);
  return { name, end: first.end, spans: distinct };
}

type Span = PeriodFilter["spans"][number];

const isSame = (one: Span, other: Span) => one.accumulation === other.accumulation && one.start === other.start;

export function inPeriod(filter: PeriodFilter | undefined): Condition {
  if (filter === undefined) return EVERYTHING;
  const spans = filter.spans.map(
    (_, at) => `(accumulation = {span_${at}:String} AND period_start = {span_start_${at}:Date32})`,
  );
  const params = filter.spans.flatMap(({ accumulation, start }, at) => [
    [`span_${at}`, accumulation],
    [`span_start_${at}`, start],
  ]);
  return {
    sql: `period_end = {period_end:Date32} AND (${spans.join(" OR ")})`,
    params: { period_end: filter.end, ...Object.fromEntries(params) },
  };
}

/** The same of a row that is here already. */
export const isInPeriod = (row: InTime, { end, spans }: PeriodFilter) =>
  row.period_end === end &&
  spans.some(({ accumulation, start }) => row.accumulation === accumulation && row.period_start === start);

interface InTime {
  readonly period_start: string;
  readonly period_end: string;
  readonly accumulation: string;
}

/**
 * A filter by accumulation alone. Years, S1, Q1 and January are stored as `ytd`, and are single periods as well: their
 * year to date ends with January, March, June or December.
 */
export function inAccumulation(accumulation: Accumulation | undefined): Condition {
  if (accumulation === undefined) return EVERYTHING;
  const params = { accumulation };
  if (accumulation !== "period") return { sql: "accumulation = {accumulation:String}", params };
  return {
    sql: "accumulation = {accumulation:String} OR (accumulation = 'ytd' AND toMonth(period_end) IN (1, 3, 6, 12))",
    params,
  };
}

/** The same of a row that is here already. */
export function isOfAccumulation(row: InTime, accumulation: Accumulation | undefined): boolean {
  if (accumulation === undefined || row.accumulation === accumulation) return true;
  return accumulation === "period" && row.accumulation === "ytd" && SINGLE_ENDS.has(row.period_end.slice(5, 7));
}

const SINGLE_ENDS: ReadonlySet<string> = new Set(["01", "03", "06", "12"]);

/** Both filters of a list: the period's spans already are of the accumulation. */
export function inTime(period: PeriodFilter | undefined, accumulation: Accumulation | undefined): Condition {
  return period === undefined ? inAccumulation(accumulation) : inPeriod(period);
}
