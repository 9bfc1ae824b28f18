import { parsePeriodCode } from "@yardstick/contracts";

const CHINESE_DIGITS = "〇一二三四五六七八九";

/**
 * The period code that a text was probably meant to be: `2021年`, `2021-6`, `202106`, `2021Q2`, `2018年1-6月`,
 * `二〇〇八年`. Only ever suggested: a guess about a period would change a figure's identity.
 */
export function suggestPeriod(text: string): string | null {
  const plain = text
    .normalize("NFKC")
    .replace(/\s+/gu, "")
    .replace(/零/gu, "〇")
    .replace(/[〇一二三四五六七八九]{4}(?=年)/gu, (year) =>
      [...year].map((digit) => CHINESE_DIGITS.indexOf(digit)).join(""),
    );
  for (const [form, codeOf] of FORMS) {
    const match = form.exec(plain);
    const code = match === null ? null : codeOf(match[1] ?? "", match[2] ?? "");
    if (code !== null && parsePeriodCode(code) !== null) return code;
  }
  return null;
}

const ORDINALS: Readonly<Record<string, string>> = { 一: "1", 二: "2", 三: "3", 四: "4", 上: "1", 下: "2" };
const ordinal = (text: string) => ORDINALS[text] ?? text;
const month = (text: string) => text.padStart(2, "0");

const FORMS: readonly (readonly [RegExp, (year: string, part: string) => string])[] = [
  [/^(\d{4})年?(?:全年)?$/u, (year) => year],
  [/^(\d{4})年?-?第?([一二三四1-4])季度?$/u, (year, quarter) => `${year}-Q${ordinal(quarter)}`],
  [/^(\d{4})[-/.]?[qQ]([1-4])$/u, (year, quarter) => `${year}-Q${quarter}`],
  [/^(\d{4})年?([上下])半年$/u, (year, half) => `${year}-S${ordinal(half)}`],
  [/^(\d{4})[-/.]?[hHsS]([12])$/u, (year, half) => `${year}-S${half}`],
  [/^(\d{4})年?前三季度$/u, (year) => `${year}-Q3`],
  [/^(\d{4})年?(?:1月?[-~—至到])?(\d{1,2})月(?:当月|累计)?$/u, (year, last) => `${year}-${month(last)}`],
  [/^(\d{4})年?前(\d{1,2})个?月$/u, (year, last) => `${year}-${month(last)}`],
  [/^(\d{4})[-/.年]?[mM]?(\d{1,2})(?:[-/.]\d{1,2})?$/u, (year, last) => `${year}-${month(last)}`],
];
