import { type Finding, finding, quote } from "../finding.ts";
import { suggestClosest } from "../suggest-closest.ts";
import { RANGE, REFUSED_WORDS, type Refusal, SIGN_UNCLEAR } from "./figure-words.ts";
import type { FigureQuestion } from "./read-figure.ts";
import { readNumber } from "./read-number.ts";

export function refuse({ code, zh, en }: Refusal, text: string, suggestion: string | null = null): Finding {
  return finding(code, { field: "value", zh: `${quote(text)}${zh}`, en: `${quote(text)} ${en}`, suggestion });
}

/** Why a text that could not be read as one figure is refused, as exactly as can be said. */
export function refuseFigure(text: string, body: string, question: FigureQuestion): Finding {
  const compact = body.replace(/\s+/gu, "");
  const numbers = body.match(NUMBERS) ?? [];
  const spaced = SPACED_GROUPS.test(body) ? body.replace(/ /g, "") : null;
  if (spaced !== null) return notDecimal(text, readNumber(spaced, question.decimalMark));
  if (FORECAST.test(compact)) return byWords(text, compact) ?? notDecimal(text, null);
  if (numbers.length > 1) return IS_RANGE.test(compact) ? refuse(RANGE, text) : severalFigures(text, numbers);
  if (SIGNS.test(compact)) return refuse(SIGN_UNCLEAR, text);
  const worded = byWords(text, compact);
  if (worded !== null) return worded;
  const unit = /^[+-]?[\d.,]*\d(?<unit>\D{1,8})$/u.exec(compact)?.groups?.unit;
  const number = unit === undefined ? null : readNumber(compact.slice(0, -unit.length), question.decimalMark);
  if (unit !== undefined && number !== null && IS_WORD.test(unit)) return unknownUnit(unit, question);
  return notDecimal(text, /^[+-]?\d+\.$/.test(compact) ? compact.slice(0, -1) : null);
}

/** A number with its groups and exponent; digits that a space parts are two. */
const NUMBERS = /\d(?:[\d.,]*\d)?(?:e[+-]?\d{1,3})?/giu;
const SPACED_GROUPS = /^[+-]?[1-9]\d{0,2}(?: \d{3})+(?:\.\d+)?$/;
const FORECAST = /预计|预期|预测|预估/u;
const IS_RANGE = /\d[^\d,;]{0,3}[-~～—–至到][^\d,;]{0,2}\d/u;
/** Brackets around a number, arrows, a sign behind a word that is one already, or two signs. */
const SIGNS = /^\([+-]?[\d.,]+%?\)$|[▲△▼▽↑↓]|[增长降少加升滑涨跌低][+-]|[+-]{2}|\d-$/u;
const IS_WORD = /^\p{L}+$/u;

function byWords(text: string, compact: string): Finding | null {
  const refused = REFUSED_WORDS.find(([pattern]) => pattern.test(compact));
  return refused === undefined ? null : refuse(refused[1], text);
}

function severalFigures(text: string, numbers: readonly string[]): Finding {
  const all = numbers.slice(0, 4);
  return finding("VALUE_NOT_ONE_FIGURE", {
    field: "value",
    zh: `${quote(text)}含有多个数(${all.join("、")});一行只报一个数,总量与增速请分作两行。`,
    en: `${quote(text)} holds several numbers (${all.join(", ")}): a row has one figure; send a level and its growth as two rows.`,
  });
}

function unknownUnit(unit: string, { reference }: FigureQuestion): Finding {
  const [closest] = suggestClosest(unit, reference.units.keys());
  return finding("UNIT_UNKNOWN", {
    field: "value",
    zh: `数值中的单位${quote(unit)}不在目录中。`,
    en: `The value has the unit ${quote(unit)}, which the catalogue does not have.`,
    suggestion: closest ?? null,
  });
}

function notDecimal(text: string, suggestion: string | null): Finding {
  return finding("VALUE_NOT_DECIMAL", {
    field: "value",
    zh: `${quote(text)}无法确定为一个数;请用阿拉伯数字书写,未知的数请省去该行,不要写 0。`,
    en: `${quote(text)} is no figure that can be read for certain. Leave the row out where it is unknown; it is not 0.`,
    suggestion,
  });
}
