import { plainText } from "../../normalise/plain-text.ts";
import { type PeriodName, readPeriodName } from "../../normalise/read-period-name.ts";

/** What all captions of a table say of its period together. `at`: indexes of the texts that say it. */
export type CaptionPeriod =
  | { readonly kind: "none" }
  | { readonly kind: "known"; readonly text: string; readonly at: readonly number[] }
  | { readonly kind: "unread"; readonly text: string; readonly at: number };

/**
 * The one period that the texts above a table name. Whatever looks like a period is handed whole to the reader of
 * periods: of `2021年前5个月` no part may be dropped. Text that cannot be read, or two that differ, leave it unread.
 * A day on which a table was made is no period, and a yearbook's own year neither: it holds the year before.
 */
export function captionPeriod(texts: readonly string[]): CaptionPeriod {
  const runs = texts.flatMap((text, at) => runsOf(text).map((run) => ({ ...run, at })));
  const strong = runs.filter(({ kind }) => kind === "certain");
  const [first] = strong;
  const unread = runs.find(({ kind }) => kind === "unread");
  if (unread !== undefined) return { kind: "unread", text: unread.text, at: unread.at };
  if (first === undefined) {
    const other = runs.find(({ kind }) => kind === "bareYear");
    return other === undefined ? { kind: "none" } : { kind: "unread", text: other.text, at: other.at };
  }
  const differs = runs.find((run) => run.name !== null && !agrees(run.name, first.name));
  if (differs !== undefined) return { kind: "unread", text: differs.text, at: differs.at };
  const fullest = strong.find(({ name }) => name?.accumulation !== null) ?? first;
  const isYear = first.name?.code.length === 4;
  let text = fullest.text;
  for (const word of runs.filter(({ kind }) => kind === "word")) {
    const isFrequency = FREQUENCY.test(word.text);
    if (isFrequency && !isYear) continue;
    const joined = `${fullest.text}${word.text.replace(/^年/u, "")}`;
    if (isFrequency || "problem" in readPeriodName(joined)) return { kind: "unread", text: word.text, at: word.at };
    if (text !== fullest.text && text !== joined) return { kind: "unread", text: word.text, at: word.at };
    text = joined;
  }
  return { kind: "known", text, at: [...new Set(strong.map(({ at }) => at))] };
}

interface Run {
  readonly text: string;
  /** A bare year in other words (`公报2021`) may agree with a period, and never is one. A word is added to one. */
  readonly kind: "certain" | "bareYear" | "word" | "unread";
  readonly name: PeriodName | null;
}

const agrees = (one: PeriodName, other: PeriodName | null) =>
  other === null ||
  (one.code === other.code &&
    (one.accumulation === other.accumulation || one.accumulation === null || other.accumulation === null));

/** The day a table was made, sent or issued, and the number of an issue. */
const OF_PRODUCTION =
  /年鉴|(?:制表|填报|填表|报送|上报|报出|印发|发布|公布|编制|编印|打印|导出|更新|下载|出版|截稿|印制|审核|签发)|第[\d一二三四五六七八九十]+(?:期|号)/u;

/** Words about another year that say how figures compare, or at which prices: no period of the figures. */
const COMPARISONS = /[比较与同](?:上年|去年|上月)(?:同期|同月|末|底)?|同比|当年价格?|上年(?:=|为)100/gu;

const NUMERAL = "〇零○一二三四五六七八九十";
const TOKENS = [
  "截[至止]",
  String.raw`\d+`,
  `[${NUMERAL}]{4}(?=\\s*年)`,
  `[${NUMERAL}]+(?=\\s*(?:个?[月季年日]|[至到~〜—―–\\-、]))`,
  "[上去今本当][年月季](?:度|份)?|历年|近年",
  "[上下]半年度?|半年",
  "至今|以来|以前|以后|[前后]",
  "全年|年度?|月份?|季度?|(?<=[\\d十一二三四五六七八九])日",
  "第(?=\\s*[一二三四1-4]\\s*季)|个(?=[月季])",
  `[至到](?=\\s*[\\d${NUMERAL}上下本年月])`,
  "单[月季]度?|累计数?|期末|同期|[末底]|初(?!步|中|级|等)",
  "[QHSMqhsm](?=\\d)|(?<=\\d)[QHSM](?=\\d)",
  String.raw`[-~〜—―–./、()]|\s`,
];
const RUN = new RegExp(`(?:${TOKENS.join("|")})+`, "gu");
const LOOKS_LIKE =
  /年|月|季|半|累计|期末|同期|(?:Q[1-4]|[HS][12]|M\d{1,2})(?!\d)|(?<!\d)(?:19|20)\d{2}(?:\d{2}){0,2}(?!\d)/iu;
const ONLY_YEAR_WORD = /^(?:年度?|历年|近年|当年|本年)$/u;
const WORD = /^(?:累计数?|当[月季期]|单[月季]度?|年?期?[末底])$/u;
const FREQUENCY = /^(?:月份?|季度?)$/u;
const DAY = /\d日|\d[-./]\d{1,2}[-./]\d|^\d{8}$/u;

function runsOf(text: string): Run[] {
  const plain = plainText(text).trim();
  if (OF_PRODUCTION.test(plain)) return [];
  const whole = plain.replace(/^(?:时间|期间|报告期|年份)\s*:\s*/u, "");
  if ("code" in readPeriodName(whole)) return [judge(whole, true)];
  const cleaned = plain.replace(COMPARISONS, "|");
  return [...cleaned.matchAll(RUN)].flatMap(([match]) => {
    const run = trimmed(match);
    return LOOKS_LIKE.test(run) && !ONLY_YEAR_WORD.test(run) ? [judge(run, false)] : [];
  });
}

/** Signs at the ends of a run belong to the words beside it, as a bracket does that only begins in it. */
function trimmed(run: string): string {
  const inner = run.replace(/^[\s\-~〜—―–./、)]+|[\s\-~〜—―–./、(]+$/gu, "");
  const opens = inner.split("(").length;
  const closes = inner.split(")").length;
  if (opens > closes) return inner.replace(/^\(/u, "");
  return closes > opens ? inner.replace(/\)$/u, "") : inner.replace(/^\((.*)\)$/u, "$1");
}

function judge(text: string, isWhole: boolean): Run {
  if (WORD.test(text) || FREQUENCY.test(text)) return { text, kind: "word", name: null };
  const name = readPeriodName(text);
  const isDay = DAY.test(text) && !text.startsWith("截");
  if ("problem" in name || isDay) return { text, kind: "unread", name: null };
  const isCertain = isWhole || text.includes("年") || /[QHS]\d/iu.test(text);
  return { text, kind: isCertain ? "certain" : "bareYear", name };
}

/** A text without the years and months in it, so that what else it says can be read. */
export const withoutPeriods = (text: string): string =>
  text.replace(RUN, (run) => (/\d{4}|年|月/u.test(run) ? ` ${run.replace(/[^()]/gu, "")} ` : run));
