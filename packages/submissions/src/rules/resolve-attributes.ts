import {
  type Accumulation,
  type Caliber,
  type Indicator,
  type Measure,
  normaliseName,
  type PriceBasis,
  type ReferenceData,
  resolveStatus,
  type SubmittedObservation,
  type Unit,
} from "@yardstick/contracts";
import { type Finding, finding, quote, type Resolved, resolved, unresolved } from "../finding.ts";
import type { IssueCode } from "../issue-codes.ts";
import type { CellSays } from "../normalise/read-figure.ts";
import type { LabelAttributes } from "../normalise/read-indicator-label.ts";
import { readUnit } from "../normalise/read-unit.ts";
import { suggestClosest } from "../suggest-closest.ts";
import { ACCUMULATION_WORDS, CALIBER_WORDS, MEASURE_WORDS, PRICE_BASIS_WORDS } from "./attribute-words.ts";
import { checkAccumulation } from "./check-accumulation.ts";
import { resolveUnit } from "./resolve-unit.ts";

export type SubmittedAttributes = Pick<
  SubmittedObservation,
  "measure" | "accumulation" | "priceBasis" | "caliber" | "unit" | "status"
>;

/** What a figure is, beside where and when. */
export interface Attributes {
  readonly measure: Measure;
  readonly accumulation: Accumulation;
  readonly priceBasis: PriceBasis;
  readonly caliber: Caliber;
  readonly unit: Unit;
  readonly status: string;
}

/** Status of a figure that comes without one, or with one that nobody knows: it ranks lowest. DOMAIN §1. */
const UNKNOWN_STATUS = "unknown";

/** What stands beside the row's own fields: in its indicator's heading and in the text of its value. */
export interface SaidBeside {
  readonly label: LabelAttributes;
  /** Null for a value that is a plain decimal. */
  readonly cell: CellSays | null;
}

/** Rule 3: what the row says, else what the catalogue says of its indicator, as far as it is legal there. */
export function resolveAttributes(
  row: SubmittedAttributes,
  beside: SaidBeside,
  { indicator, reference }: { indicator: Indicator; reference: ReferenceData },
): Resolved<Attributes> {
  const measure = resolveMeasure(row.measure, beside);
  const caliber = resolveWord(row.caliber ?? indicator.defaultCaliber, CALIBER_WORDS, {
    field: "caliber",
    code: "CALIBER_UNKNOWN",
  });
  const accumulation = resolveAccumulation(row.accumulation, indicator);
  const status = resolveStatusText(row.status, reference);
  const findings = [measure, accumulation, caliber, status].flatMap((part) => part.findings);
  if (measure.value === null) return unresolved(...findings);
  const measured = [
    ...checkMeasure(measure.value, indicator),
    ...checkGrowthWords(row, beside, { indicator, reference }),
  ];
  const priceBasis = resolvePriceBasis(row.priceBasis, beside, { measure: measure.value, indicator });
  const unit = resolveUnit(row.unit, beside, { indicator, measure: measure.value, reference });
  findings.push(...measured, ...priceBasis.findings, ...unit.findings);
  const isIncomplete = accumulation.value === null || caliber.value === null || priceBasis.value === null;
  if (isIncomplete || unit.value === null || measured.length > 0) return unresolved(...findings);
  return resolved(
    {
      measure: measure.value,
      accumulation: accumulation.value,
      priceBasis: priceBasis.value,
      caliber: caliber.value,
      unit: unit.value,
      status: status.value ?? UNKNOWN_STATUS,
    },
    findings,
  );
}

/** What the row, its heading and its value say: one of them suffices, two that differ contradict each other. */
function resolveMeasure(text: string | undefined, { label, cell }: SaidBeside): Resolved<Measure> {
  const own =
    text === undefined ? null : resolveWord(text, MEASURE_WORDS, { field: "measure", code: "MEASURE_UNKNOWN" });
  if (own !== null && own.value === null) return own;
  const said = saidOf(own?.value, label.measure, cell?.isGrowth === true ? "growth_yoy" : null);
  if (said.length < 2) return resolved(said[0] ?? "level");
  return unresolved(
    finding("MEASURE_CONFLICT", {
      field: "measure",
      zh: "指标名称、measure 与数值的文字对“总量还是增速”说法不一。",
      en: "The indicator's name, measure and the value's text do not agree on whether this is a level or growth.",
    }),
  );
}

/** The different things that are said. */
const saidOf = <Word extends string>(...words: readonly (Word | null | undefined)[]): Word[] => [
  ...new Set(words.filter((word) => word !== null && word !== undefined)),
];

function resolveWord<Word extends string>(
  text: string,
  words: ReadonlyMap<string, Word>,
  { field, code }: { field: string; code: IssueCode },
): Resolved<Word> {
  const word = words.get(normaliseName(text));
  if (word !== undefined) return resolved(word);
  const legal = [...new Set(words.values())];
  const [closest] = suggestClosest(normaliseName(text), words.keys());
  return unresolved(
    finding(code, {
      field,
      zh: `${field} 不认识${quote(text)},应为 ${legal.join("、")} 之一。`,
      en: `${field} knows no ${quote(text)}: it is one of ${legal.join(", ")}.`,
      suggestion: closest === undefined ? null : (words.get(closest) ?? null),
    }),
  );
}

/** A yes or no does not grow. */
function checkMeasure(measure: Measure, indicator: Indicator): readonly Finding[] {
  if (measure === "level" || indicator.unitKind !== "yes_no") return [];
  return [
    finding("MEASURE_NOT_APPLICABLE", {
      field: "measure",
      zh: `${indicator.nameZh}(${indicator.id})为是否类指标,没有增速。`,
      en: `${indicator.id} is a yes or no: it has no growth.`,
      suggestion: "level",
    }),
  ];
}

/** Units in which growth may be meant in per cent or in points: a rate that grew by 3 %. */
const RATE_KINDS: ReadonlySet<string> = new Set(["percent", "percentage_points", "points", "rank"]);

/** `增长3.5%` of what is a percentage itself, and `增长3.5` of what is none, can each mean two things. */
function checkGrowthWords(
  row: SubmittedAttributes,
  { label, cell }: SaidBeside,
  { indicator, reference }: { indicator: Indicator; reference: ReferenceData },
): readonly Finding[] {
  if (cell === null || !cell.isGrowth) return [];
  const isOfRate = RATE_KINDS.has(indicator.unitKind);
  const units = [cell.unit, label.unit, row.unit].flatMap((text) => text ?? []);
  const isRate = units.some((text) => readUnit(text, reference)?.kind === "percent");
  if (!isOfRate && (isRate || row.measure !== undefined || label.measure !== null)) return [];
  return [
    finding("VALUE_AMBIGUOUS", {
      field: "value",
      zh: isOfRate
        ? `${indicator.nameZh}(${indicator.id})本身是比率,“增长”可指百分比或百分点;请报送其本身的数值。`
        : "“增长”之后没有单位,可指 % 或绝对额;请写明 %。",
      en: isOfRate
        ? `${indicator.id} is a rate itself, and growth of a rate may be meant in % or in points; send the rate.`
        : "Growth without a unit may be meant in % or as an amount; write the %.",
    }),
  ];
}

function resolveAccumulation(text: string | undefined, indicator: Indicator): Resolved<Accumulation> {
  const word = resolveWord(text ?? indicator.defaultAccumulation, ACCUMULATION_WORDS, {
    field: "accumulation",
    code: "ACCUMULATION_UNKNOWN",
  });
  return word.value === null ? word : checkAccumulation(word.value, indicator, "accumulation");
}

/** Only money has prices; a nominal rate of a constant-price indicator is kept, since it is shown. DOMAIN §1. */
function resolvePriceBasis(
  text: string | undefined,
  { label, cell }: SaidBeside,
  { measure, indicator }: { measure: Measure; indicator: Indicator },
): Resolved<PriceBasis> {
  const usual = measure === "level" ? indicator.levelPriceBasis : indicator.growthPriceBasis;
  const own =
    text === undefined
      ? null
      : resolveWord(text, PRICE_BASIS_WORDS, { field: "priceBasis", code: "PRICE_BASIS_UNKNOWN" });
  if (own !== null && own.value === null) return own;
  const [basis = usual, other] = saidOf(own?.value, label.priceBasis, basisOf(cell, indicator));
  if (other !== undefined) return unresolved(basisConflict(basis, other));
  if (indicator.unitKind === "money" || basis === usual) return resolved(basis);
  return unresolved(
    finding("PRICE_BASIS_NOT_APPLICABLE", {
      field: "priceBasis",
      zh: `${indicator.nameZh}(${indicator.id})不以货币计量,没有价格口径 ${basis}。`,
      en: `${indicator.id} is not money: it has no price basis ${basis}.`,
      suggestion: usual,
    }),
  );
}

/** 实际 and 按可比价计算 are the prices of the indicator's own rates, where those are real; an income's are nominal. */
function basisOf(cell: CellSays | null, { growthPriceBasis }: Indicator): PriceBasis | null {
  if (cell?.priceBasis !== "real") return cell?.priceBasis ?? null;
  return growthPriceBasis === "current" ? "constant" : growthPriceBasis;
}

function basisConflict(one: PriceBasis, other: PriceBasis): Finding {
  return finding("PRICE_BASIS_CONFLICT", {
    field: "priceBasis",
    zh: `价格口径说法不一:${one} 与 ${other}。`,
    en: `The row says two price bases: ${one} and ${other}.`,
  });
}

/** A status that nobody knows ranks lowest and is said so: it is no reason to lose the figure. */
function resolveStatusText(text: string | undefined, reference: ReferenceData): Resolved<string> {
  if (text === undefined) return resolved(UNKNOWN_STATUS);
  const id = resolveStatus(reference, text);
  if (id !== null) return resolved(id);
  const [closest] = suggestClosest(normaliseName(text), reference.statusAliases.keys());
  return resolved(UNKNOWN_STATUS, [
    finding("STATUS_UNKNOWN", {
      field: "status",
      zh: `状态${quote(text)}不在目录中,按最低一级(${UNKNOWN_STATUS})处理。`,
      en: `The catalogue has no status ${quote(text)}; it ranks lowest, as ${UNKNOWN_STATUS}.`,
      suggestion: closest === undefined ? null : (reference.statusAliases.get(closest) ?? null),
    }),
  ]);
}
