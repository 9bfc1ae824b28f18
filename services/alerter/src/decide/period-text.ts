import { type Accumulation, type BilingualText, toPeriod } from "@yardstick/contracts";

/** A period as a bulletin writes it: 2021年, 2021年1-6月, 2021年一季度累计, 2021年5月当月, 2021年6月末. */
export function periodText(name: string, accumulation: Accumulation): BilingualText {
  const period = toPeriod(name, accumulation);
  if (period === null) return { zh: name, en: name };
  const year = period.end.slice(0, 4);
  const [first, last] = [Number(period.start.slice(5, 7)), Number(period.end.slice(5, 7))];
  if (period.accumulation === "point") return pointText(year, last);
  const spans = period.accumulation === "ytd" ? yearToDateText(last) : singlePeriodText(first, last);
  if (spans === null) return { zh: `${year}年`, en: year };
  return { zh: `${year}年${spans.zh}`, en: `${spans.en} ${year}` };
}

function pointText(year: string, month: number): BilingualText {
  if (month === 12) return { zh: `${year}年末`, en: `end of ${year}` };
  return { zh: `${year}年${month}月末`, en: `end of ${monthName(month)} ${year}` };
}

/** Null for the whole year. */
function yearToDateText(last: number): BilingualText | null {
  if (last === 12) return null;
  if (last === 1) return { zh: "1月", en: monthName(1) };
  const en = `${monthName(1)}-${monthName(last)}`;
  if (last === 3) return { zh: "一季度累计", en };
  if (last === 9) return { zh: "前三季度累计", en };
  return { zh: `1-${last}月`, en };
}

function singlePeriodText(first: number, last: number): BilingualText {
  if (first === last) return { zh: `${last}月当月`, en: `the month of ${monthName(last)}` };
  const en = `${monthName(first)}-${monthName(last)}`;
  if (last - first === 2 && last % 3 === 0) return { zh: `${QUARTERS[last / 3 - 1]}季度`, en };
  if (first === 7 && last === 12) return { zh: "下半年", en };
  return { zh: `${first}-${last}月`, en };
}

const QUARTERS = ["一", "二", "三", "四"];

const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

function monthName(month: number): string {
  return MONTHS[month - 1] ?? String(month);
}
