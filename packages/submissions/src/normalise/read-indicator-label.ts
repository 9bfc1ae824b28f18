import {
  type Measure,
  normaliseName,
  type PriceBasis,
  type ReferenceData,
  resolveIndicator,
} from "@yardstick/contracts";
import { LABEL_SEPARATORS, LABEL_WORDS, LIST_MARKS, PINYIN_GLOSS, WORDS_BEFORE_PERCENT } from "./label-words.ts";
import { compactText } from "./plain-text.ts";
import { readUnit } from "./read-unit.ts";

/** What a heading says of the figures below it, beside the indicator; null where it says nothing. */
export interface LabelAttributes {
  /** Code of the unit. */
  readonly unit: string | null;
  readonly measure: Measure | null;
  readonly priceBasis: PriceBasis | null;
}

export interface IndicatorLabel extends LabelAttributes {
  readonly indicator: string;
}

/**
 * The indicator that a heading names, with the unit, measure and price basis that it carries: `地区生产总值(亿元)`,
 * `GDP同比增长(%)`, `固定资产投资增速`. Every part of the text has to be known: one that is not may make it a narrower or
 * wider concept (`一般公共预算区级收入`), and it is null. Null also where two parts contradict each other.
 */
export function readIndicatorLabel(text: string, reference: ReferenceData): IndicatorLabel | null {
  const known = resolveIndicator(reference, text);
  if (known !== null) return { indicator: known, ...NOTHING };
  const label = readLabel(text, reference);
  return label === null || label.indicator === null ? null : { ...label, indicator: label.indicator };
}

/** A heading below an indicator's own: `比上年增长(%)`, `绝对值`, `总量(亿元)`. Null where it says anything else. */
export function readAttributeLabel(text: string, reference: ReferenceData): LabelAttributes | null {
  const label = readLabel(text, reference);
  if (label === null || label.indicator !== null) return null;
  const { unit, measure, priceBasis } = label;
  return { unit, measure, priceBasis };
}

type Label = LabelAttributes & { readonly indicator: string | null };

const MAX_CHARS = 128;
const NOTHING: LabelAttributes = { unit: null, measure: null, priceBasis: null };
const EMPTY: Label = { indicator: null, ...NOTHING };

function readLabel(text: string, reference: ReferenceData): Label | null {
  if (text.length > MAX_CHARS) return null;
  const plain = normaliseName(compactText(text).replace(PINYIN_GLOSS, ""));
  const label = peel(plain, reference, EMPTY) ?? peel(plain.replace(LIST_MARKS, ""), reference, EMPTY);
  return label === EMPTY ? null : label;
}

/** Takes what is known off the end until an indicator's name is left, or nothing. */
function peel(text: string, reference: ReferenceData, said: Label): Label | null {
  const rest = text.replace(LABEL_SEPARATORS, "");
  if (rest === "") return said;
  const indicator = resolveIndicator(reference, rest);
  if (indicator !== null) return { ...said, indicator };
  for (const { head, part } of endingsOf(rest, reference, said.unit === PERCENT)) {
    const merged = merge(said, part);
    const label = merged === null ? null : peel(head, reference, merged);
    if (label !== null) return label;
  }
  return null;
}

interface Ending {
  readonly head: string;
  readonly part: Partial<LabelAttributes>;
}

/** Every way to cut a known part off the end: a bracket, a sign of per cent, a word behind the name. */
function* endingsOf(text: string, reference: ReferenceData, isInPercent: boolean): Generator<Ending> {
  const bracket = /^(.*)[([]([^()[\]]*)[)\]]$/u.exec(text);
  if (bracket !== null) {
    const inner = readBracket(bracket[2] ?? "", reference);
    if (inner !== null) yield { head: bracket[1] ?? "", part: inner };
    return;
  }
  if (/[%‰]$/u.test(text)) yield { head: text.slice(0, -1), part: { unit: text.slice(-1) } };
  for (let at = Math.max(0, text.length - LONGEST_WORD); at < text.length; at += 1) {
    const word = text.slice(at);
    const part = LABEL_WORDS.get(word) ?? (isInPercent ? WORDS_BEFORE_PERCENT.get(word) : undefined);
    if (part !== undefined) yield { head: text.slice(0, at), part };
  }
  // Behind a separator a unit needs no bracket: 地区生产总值:亿元.
  const cut = /^(.+)[_:,|](.+)$/u.exec(text);
  const unit = cut === null ? null : readUnit(cut[2] ?? "", reference);
  if (cut !== null && unit !== null) yield { head: cut[1] ?? "", part: { unit: unit.code } };
}

const LONGEST_WORD = Math.max(...[...LABEL_WORDS.keys()].map(({ length }) => length));

/** A unit, or what is said of the figure, or both: `(亿元,现价)`. */
function readBracket(text: string, reference: ReferenceData): LabelAttributes | null {
  return text.split(/[,、;]/u).reduce<LabelAttributes | null>((said, part) => {
    if (said === null) return null;
    const unit = readUnit(part, reference);
    const word = LABEL_WORDS.get(part);
    if (unit !== null) return merge(said, { unit: unit.code });
    return word === undefined ? null : merge(said, word);
  }, NOTHING);
}

/**
 * Null where both say something and not the same, and where nothing is added: a heading says a thing once, so that few
 * ways of cutting it are left. The unit before the rate's own is that of the levels beside it: (元)比上年增长(%).
 */
function merge<Said extends LabelAttributes>(said: Said, part: Partial<LabelAttributes>): Said | null {
  const { unit = null, measure = null, priceBasis = null } = part;
  const isOfRate = said.measure === "growth_yoy" && (said.unit === PERCENT || said.unit === null);
  if (isOfRate && measure === null && unit !== null && unit !== PERCENT) return said;
  if (differ(said.unit, unit) || differ(said.measure, measure) || differ(said.priceBasis, priceBasis)) return null;
  const merged = {
    ...said,
    unit: said.unit ?? unit,
    measure: said.measure ?? measure,
    priceBasis: said.priceBasis ?? priceBasis,
  };
  return isSame(said, merged) ? null : merged;
}

const PERCENT = "%";
const differ = (one: string | null, other: string | null) => one !== null && other !== null && one !== other;
const isSame = (one: LabelAttributes, other: LabelAttributes) =>
  one.unit === other.unit && one.measure === other.measure && one.priceBasis === other.priceBasis;
