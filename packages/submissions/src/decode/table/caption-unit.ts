import type { PriceBasis, ReferenceData, Unit } from "@yardstick/contracts";
import { LABEL_WORDS } from "../../normalise/label-words.ts";
import { plainText } from "../../normalise/plain-text.ts";
import { readIndicatorLabel } from "../../normalise/read-indicator-label.ts";
import { readUnit } from "../../normalise/read-unit.ts";
import { withoutPeriods } from "./caption-period.ts";

/** What all captions of a table say of its units together. `at`: indexes of the texts that say it. */
export interface CaptionUnit {
  readonly units: readonly Unit[];
  readonly priceBasis: PriceBasis | null;
  readonly at: readonly number[];
  /** The text that speaks of a unit and is not read for certain, or says another one than the texts before it. */
  readonly unread: { readonly text: string; readonly at: number } | null;
}

/**
 * The unit of a table, or the units where one line lists several: `单位:万元、%`. A wrong one is wrong by powers of ten, so
 * that whatever speaks of a unit has to be read whole; two texts that differ may each be meant for some of the columns.
 */
export function captionUnit(texts: readonly string[], reference: ReferenceData): CaptionUnit {
  let units: readonly Unit[] = [];
  let priceBasis: PriceBasis | null = null;
  const at: number[] = [];
  for (const [index, text] of texts.entries()) {
    const said = unitsOf(text, reference);
    if (said === null) return { units: [], priceBasis: null, at, unread: { text, at: index } };
    if (said.units.length === 0) continue;
    if (units.length > 0 && !isSame(units, said.units))
      return { units: [], priceBasis: null, at, unread: { text, at: index } };
    units = said.units;
    priceBasis ??= said.priceBasis;
    at.push(index);
  }
  return { units, priceBasis, at, unread: null };
}

const codesOf = (units: readonly Unit[]) =>
  units
    .map(({ code }) => code)
    .sort()
    .join("|");
const isSame = (one: readonly Unit[], other: readonly Unit[]) => codesOf(one) === codesOf(other);

/** Who made the table: 单位 is also an office. */
const OFFICE =
  /(?:制表|填报|填表|编制|报送|上报|发布|公布|主管|责任|调查|牵头|主办|承办)单位|单位(?:名称|负责人|地址|代码|领导|盖章|公章|\(盖章|\(公章)/u;
const CLAIM = /(?:计量|金额|货币|数据|数值)?单位\s*(?:[:=为]|\s|(?=[(十百千万亿元%]))(.*)$/u;
const AMOUNT_OF_UNIT =
  /(?<![\d\s十百千万亿每])[十百千万亿]+(?:元|人|吨|户|亩|美元|公顷|平方米|千瓦时)|(?:^|[:\s(以])元(?:$|[\s)计])|[美欧港日]元|人民币|(?:^|[\s(:以])[百千万亿]+(?:$|[\s)计])|单位\s*[:=]|[%‰]/u;
const YUAN = /人民币\s*(?=[十百千万亿]*元)|(?<=元)\s*\(?人民币\)?/gu;
const PRICE_REMARK = /\((?<word>[^()]*价[^()]*)\)/u;

interface Said {
  readonly units: readonly Unit[];
  readonly priceBasis: PriceBasis | null;
}

const NOTHING: Said = { units: [], priceBasis: null };

/** Null where the text speaks of a unit that is not read for certain. */
function unitsOf(text: string, reference: ReferenceData): Said | null {
  const plain = plainText(text).trim();
  if (OFFICE.test(plain)) return NOTHING;
  const whole = readUnit(text, reference);
  if (whole !== null) return { units: [whole], priceBasis: null };
  const label = readIndicatorLabel(text, reference);
  if (label !== null) {
    const unit = label.unit === null ? undefined : reference.units.get(label.unit);
    return unit === undefined ? NOTHING : { units: [unit], priceBasis: null };
  }
  const remark = PRICE_REMARK.exec(plain);
  const priceBasis = LABEL_WORDS.get(remark?.groups?.word ?? "")?.priceBasis ?? null;
  const bare = withoutPeriods(priceBasis === null ? plain : plain.replace(PRICE_REMARK, "")).replace(YUAN, "");
  const claim = CLAIM.exec(bare);
  const lists: (readonly Unit[])[] = [];
  if (claim !== null) {
    const claimed = listOf(unframed(claim[1] ?? ""), reference);
    if (claimed === null) return null;
    lists.push(claimed);
  }
  const before = claim === null ? bare : bare.slice(0, claim.index);
  const left = before.replace(/\(([^()]*)\)/gu, (bracket, inner: string) => {
    const units = listOf(inner, reference);
    if (units === null) return bracket;
    lists.push(units);
    return " ";
  });
  const [first, ...others] = lists;
  if (AMOUNT_OF_UNIT.test(left) || (first !== undefined && others.some((other) => !isSame(first, other)))) return null;
  return first === undefined ? NOTHING : { units: first, priceBasis };
}

/** The bracket around a whole line opened before its 单位. */
function unframed(text: string): string {
  const plain = text.trim();
  return plain.includes("(") ? plain : plain.replace(/\)\s*$/u, "");
}

/** `万元、%`: all of the units that it names, null if one of them is unknown. */
function listOf(text: string, reference: ReferenceData): Unit[] | null {
  const whole = readUnit(text.trim(), reference);
  if (whole !== null) return [whole];
  const units = text
    .trim()
    .split(/[、,;/\s]+/u)
    .map((part) => readUnit(part, reference));
  return units.every((unit) => unit !== null) ? units : null;
}
