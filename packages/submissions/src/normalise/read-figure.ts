import type { PriceBasis, ReferenceData } from "@yardstick/contracts";
import { type Finding, finding, quote } from "../finding.ts";
import {
  ABSOLUTE_CHANGE,
  BASIS_WORDS,
  BLANKS,
  FALLING,
  MULTIPLIERS,
  NO_GROWTH,
  RISING,
  SINCE,
} from "./figure-words.ts";
import { movedPoint } from "./moved-point.ts";
import { plainText } from "./plain-text.ts";
import { type DecimalMark, isShownShort, readNumber } from "./read-number.ts";
import { readUnit } from "./read-unit.ts";
import { refuse, refuseFigure } from "./refuse-figure.ts";

/** What the text of a value says of the figure beside its number. */
export interface CellSays {
  /** Code of a unit that stands behind the number. */
  readonly unit: string | null;
  /** Power of ten of a word that multiplies a unit named elsewhere: 8 of `86亿`. */
  readonly power: number | null;
  readonly isGrowth: boolean;
  /** `real`: at the prices of the indicator's real rates. */
  readonly priceBasis: PriceBasis | "real" | null;
}

export type FigureReading =
  /** `decimal` is plain: digits, at most one point, a minus. */
  | {
      readonly kind: "figure";
      readonly decimal: string;
      readonly says: CellSays;
      readonly findings: readonly Finding[];
    }
  | { readonly kind: "blank" }
  | { readonly kind: "refused"; readonly findings: readonly Finding[] };

export interface FigureQuestion {
  readonly reference: Pick<ReferenceData, "units" | "unitAliases">;
  readonly decimalMark?: DecimalMark | undefined;
}

/**
 * The one figure that a text holds, where nothing of the text is left over: a number with its unit (`244394万元`, `86 亿`)
 * or a rate in words (`比上年同期下降0.1%`). What holds two figures, or a word that nobody knows, is refused.
 */
export function readFigure(text: string, question: FigureQuestion): FigureReading {
  const plain = plainText(text).trim();
  if (BLANKS.has(plain.toLowerCase())) return { kind: "blank" };
  const { body, marks } = withoutFootnotes(plain);
  if (NO_GROWTH.has(body.replace(/\s+/g, ""))) {
    return { kind: "figure", decimal: "0", says: { ...NOTHING, unit: "%", isGrowth: true }, findings: told(marks) };
  }
  const phrase = GROWTH.exec(body)?.groups;
  const read = phrase === undefined ? readLevel(body, question) : readGrowth(phrase, question);
  if (read === null) return { kind: "refused", findings: [refuseFigure(text, body, question)] };
  if ("code" in read) return { kind: "refused", findings: [read] };
  return { kind: "figure", ...read, findings: told(marks) };
}

interface Read {
  readonly decimal: string;
  readonly says: CellSays;
}

const NOTHING: CellSays = { unit: null, power: null, isGrowth: false, priceBasis: null };

const anyOf = (words: Iterable<string>) => [...words].sort((a, b) => b.length - a.length).join("|");
const BASIS = anyOf(BASIS_WORDS.keys());
const GROWTH = new RegExp(
  `^(?<basis>${BASIS})?\\s*(?:${anyOf(SINCE)})?\\s*(?<prices>${BASIS})?(?<verb>${anyOf([...RISING, ...FALLING])})\\s*(?<rest>.*)$`,
  "su",
);
const NUMBER = /^(?<number>[+-]?[\d.,]*\d(?:e[+-]?\d{1,3})?)(?<unit>(?![\d.,]).*)$/isu;
const TIMES = "倍";

/** A number and what is behind it; a word of negation before it. */
function readLevel(body: string, question: FigureQuestion): Read | Finding | null {
  const text = /^负(?=[\d.])/u.test(body) ? `-${body.slice(1)}` : body;
  const parts = NUMBER.exec(text)?.groups;
  const decimal = readNumber(parts?.number ?? "", question.decimalMark);
  if (parts === undefined || decimal === null) return null;
  if (isShownShort(parts.number ?? "")) return shownShort(body);
  const unit = readCellUnit(parts.unit ?? "", question);
  return unit === null ? null : { decimal, says: { ...NOTHING, ...unit } };
}

/** `下降0.1%`: the word is the sign, so the number has none. A multiple (`1.9倍`) is that many hundred per cent. */
function readGrowth(phrase: Partial<Record<string, string>>, question: FigureQuestion): Read | Finding | null {
  const parts = NUMBER.exec(phrase.rest ?? "")?.groups;
  const decimal = readNumber(parts?.number ?? "", question.decimalMark);
  if (parts === undefined || decimal === null || /^[+-]/.test(parts.number ?? "")) return null;
  const bases = [phrase.basis, phrase.prices].flatMap((words) => BASIS_WORDS.get(words ?? "") ?? []);
  if (bases.length > 1) return null;
  const isFalling = FALLING.includes(phrase.verb ?? "");
  const said = { ...NOTHING, isGrowth: true, priceBasis: bases[0] ?? null };
  if (parts.unit?.trim() === TIMES) {
    return isFalling ? null : { decimal: movedPoint(decimal, 2), says: { ...said, unit: "%" } };
  }
  const unit = readCellUnit(parts.unit ?? "", question);
  if (unit === null) return null;
  const kind = question.reference.units.get(unit.unit ?? "")?.kind;
  if (unit.power !== null || (kind !== undefined && kind !== "percent")) {
    return kind === "percentage_points" ? null : refuse(ABSOLUTE_CHANGE, phrase.rest ?? "");
  }
  return { decimal: isFalling && !/^[0.]+$/.test(decimal) ? `-${decimal}` : decimal, says: { ...said, ...unit } };
}

/** What stands behind the number: nothing, a unit, or a word that multiplies one. Only m2 and its like hold a digit. */
function readCellUnit(text: string, { reference }: FigureQuestion): Pick<CellSays, "unit" | "power"> | null {
  const written = text.replace(/\s+/gu, "");
  if (written === "") return { unit: null, power: null };
  const power = MULTIPLIERS.get(written);
  if (power !== undefined) return { unit: null, power };
  if (/\d/.test(written) && !/^[a-z]+2$/i.test(written)) return null;
  const unit = readUnit(written, reference);
  return unit === null ? null : { unit: unit.code, power: null };
}

const FOOTNOTE = /^\[\d{1,2}\]|\[\d{1,2}\]$|[①-⑳㈠-㈩ⓐ-ⓩ*†‡#]+$/gu;

/** Marks that no figure can be part of; what the note says is not read, so the row says that there is one. */
function withoutFootnotes(text: string): { body: string; marks: readonly string[] } {
  const marks = text.match(FOOTNOTE) ?? [];
  return marks.length === 0 ? { body: text, marks } : { body: text.replace(FOOTNOTE, "").trim(), marks };
}

function told(marks: readonly string[]): readonly Finding[] {
  if (marks.length === 0) return [];
  return [
    finding("FOOTNOTE_NOT_READ", {
      field: "value",
      zh: `数值带有脚注标记 ${marks.join(" ")},脚注内容未读取。`,
      en: `The value carries the footnote mark ${marks.join(" ")}; what the note says was not read.`,
    }),
  ];
}

function shownShort(body: string): Finding {
  return finding("NUMBER_INEXACT", {
    field: "value",
    zh: `${quote(body)}是电子表格对更长数字的缩略显示,其余位数可能已丢失;请报送全部数字。`,
    en: `${quote(body)} is how a spreadsheet shows a longer number in a narrow column; send all of its digits.`,
  });
}
