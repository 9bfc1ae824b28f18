import type { CellProblem, TableCell } from "../table/table-row.ts";
import type { Condition, FormatSection, NumberFormat } from "./number-format.ts";
import { type NumberText, numberText } from "./number-text.ts";

/**
 * A number with what its format shows beside it: `12.5亿元` for 12.5 in `0.00"亿元"`. The stored digits count, the shown
 * words are read like any text of a cell. Where the format shows another number than is stored, with another sign, or
 * of a currency that is not the yuan, the cell has a problem. Null for what is no number.
 */
export function shownNumber(stored: string, format: NumberFormat): TableCell | null {
  const plain = numberText(stored, format.form);
  if (plain === null) return null;
  if (format.sections.length === 0) return format.form === "scaled" ? { ...plain, problem: SCALED } : plain;
  const number = Number(stored);
  const chosen = sectionFor(number, format.sections);
  if (chosen === null) return { ...plain, problem: OTHERWISE };
  const { section, hidesSign } = chosen;
  if (section.form === "scaled") return { ...plain, problem: SCALED };
  const isAccountingZero = number === 0 && section.isAligned && /^[-–—−]$/.test(section.before);
  if (!section.hasDigits && isAccountingZero) return numberText(stored, "number");
  const isReadable = section.hasDigits && !section.isCut && (section.form === "number" || section.form === "percent");
  const own = isReadable ? numberText(stored, section.form) : null;
  const text = own === null ? null : shownText(own, section, { number, hidesSign });
  return own === null || text === null ? { ...plain, problem: OTHERWISE } : { ...own, text };
}

interface ChosenSection {
  readonly section: FormatSection;
  /** A section of negative numbers alone shows no minus but its own. */
  readonly hidesSign: boolean;
}

/** Null where it is not certain. */
function sectionFor(number: number, sections: readonly FormatSection[]): ChosenSection | null {
  const [first, second, third] = sections;
  if (first === undefined) return null;
  if (sections.some(({ condition }) => condition !== null)) {
    // Which of them show a minus of their own differs from program to program.
    const section = number < 0 ? null : conditionalSection(number, sections);
    return section === null ? null : { section, hidesSign: false };
  }
  if (number < 0) return { section: second ?? first, hidesSign: second !== undefined };
  return { section: number === 0 ? (third ?? first) : first, hidesSign: false };
}

function conditionalSection(number: number, sections: readonly FormatSection[]): FormatSection | null {
  const met = sections.findIndex(({ condition }) => condition !== null && holds(number, condition));
  if (met >= 0)
    return sections.slice(0, met).every(({ condition }) => condition !== null) ? (sections[met] ?? null) : null;
  const [other, ...more] = sections.filter(({ condition, before }) => condition === null && before !== "@");
  return more.length === 0 ? (other ?? null) : null;
}

function holds(number: number, { operator, value }: Condition): boolean {
  if (operator === "<") return number < value;
  if (operator === "<=") return number <= value;
  if (operator === ">") return number > value;
  if (operator === ">=") return number >= value;
  return (operator === "=") === (number === value);
}

interface Shown {
  readonly number: number;
  readonly hidesSign: boolean;
}

const MINUS = /^[-–−\uff0d]|[-–−\uff0d]$|^负$/u;
const FALLING = /[降减负跌亏缩△▲▼↓]/u;
/** Beside the digits these would be taken for a part of the number, or for its sign. */
const UNSAFE_BEFORE = /[\d.,%+\-–−\uff0d()\uff08\uff09]/u;
const UNSAFE_AFTER = /^[\d.,+\-–−\uff0de)\uff09]/iu;

function shownText({ text }: NumberText, section: FormatSection, { number, hidesSign }: Shown): string | null {
  let { before, after } = section;
  if (hidesSign) {
    if (MINUS.test(before)) before = before.replace(MINUS, "").trim();
    else if (/^[(\uff08]/u.test(before) && /^[)\uff09]|[)\uff09]$/u.test(after)) {
      before = before.slice(1).trim();
      after = after.replace(/^[)\uff09]|[)\uff09]$/u, "").trim();
    } else return before === "下降" && !UNSAFE_AFTER.test(after) ? `下降${text.replace("-", "")}${after}` : null;
  } else if (before === "+" && number >= 0) before = "";
  const unit = withoutYuan(before, after);
  if (unit !== null) [before, after] = ["", unit];
  if (before === "" && after === "") return text;
  if (/\p{Sc}/u.test(before + after) || UNSAFE_AFTER.test(after)) return null;
  if (before !== "" && (number < 0 || UNSAFE_BEFORE.test(before) || FALLING.test(before))) return null;
  return `${before}${text}${after}`;
}

const YUAN = /^(?:cn|rmb|cny)?\s*[\u00a5\uffe5]$|^(?:rmb|cny|人民币)$/iu;

/** The sign of the yuan as its unit, with a word that multiplies it; null where there is none. */
function withoutYuan(before: string, after: string): string | null {
  if (before === "" && YUAN.test(after)) return "元";
  if (!YUAN.test(before)) return null;
  if (/^[十百千万亿]*元$/u.test(after)) return after;
  return /^[十百千万亿]*$/u.test(after) ? `${after}元` : null;
}

const SCALED: CellProblem = {
  code: "NUMBER_SHOWN_SCALED",
  zh: "单元格格式按千或万缩小显示,存储值与显示值不同,无法判断单位所指:请改为普通数字格式。",
  en: "The cell's format shows a thousandth or less of what it holds, so that its unit is not certain: give it a plain number format.",
};

const OTHERWISE: CellProblem = {
  code: "NUMBER_SHOWN_OTHERWISE",
  zh: "单元格格式所显示的与存储值不一致(正负号、币种、隐藏或附加的字符),无法确定所指数值:请改为普通数字格式。",
  en: "The cell's format shows something else than the number it holds (its sign, a currency, hidden or added characters), so that the figure is not certain: give it a plain number format.",
};
