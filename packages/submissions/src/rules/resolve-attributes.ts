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
import { suggestClosest } from "../suggest-closest.ts";
import { ACCUMULATION_WORDS, CALIBER_WORDS, MEASURE_WORDS, PRICE_BASIS_WORDS } from "./attribute-words.ts";
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

/** Rule 3: what the row says, else what the catalogue says of its indicator, as far as it is legal there. */
export function resolveAttributes(
  row: SubmittedAttributes,
  indicator: Indicator,
  reference: ReferenceData,
): Resolved<Attributes> {
  const measure = resolveWord(row.measure ?? "level", MEASURE_WORDS, { field: "measure", code: "MEASURE_UNKNOWN" });
  const caliber = resolveWord(row.caliber ?? indicator.defaultCaliber, CALIBER_WORDS, {
    field: "caliber",
    code: "CALIBER_UNKNOWN",
  });
  const accumulation = resolveAccumulation(row.accumulation, indicator);
  const status = resolveStatusText(row.status, reference);
  const findings = [measure, accumulation, caliber, status].flatMap((part) => part.findings);
  if (measure.value === null) return unresolved(...findings);
  const measured = checkMeasure(measure.value, indicator);
  const priceBasis = resolvePriceBasis(row.priceBasis, measure.value, indicator);
  const unit = resolveUnit(row.unit, { indicator, measure: measure.value, reference });
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

/** Stocks (debt, population) are a point in time, flows are not. */
function resolveAccumulation(text: string | undefined, indicator: Indicator): Resolved<Accumulation> {
  const word = resolveWord(text ?? indicator.defaultAccumulation, ACCUMULATION_WORDS, {
    field: "accumulation",
    code: "ACCUMULATION_UNKNOWN",
  });
  if (word.value === null || (word.value === "point") === (indicator.kind === "stock")) return word;
  const [zh, en] = indicator.kind === "stock" ? ["时点指标", "a stock"] : ["时期指标", "a flow"];
  return unresolved(
    finding("ACCUMULATION_NOT_APPLICABLE", {
      field: "accumulation",
      zh: `${indicator.nameZh}(${indicator.id})是${zh},不能为 ${word.value}。`,
      en: `${indicator.id} is ${en}: its accumulation cannot be ${word.value}.`,
      suggestion: indicator.defaultAccumulation,
    }),
  );
}

/** Only money has prices; a nominal rate of a constant-price indicator is kept, since it is shown. DOMAIN §1. */
function resolvePriceBasis(text: string | undefined, measure: Measure, indicator: Indicator): Resolved<PriceBasis> {
  const usual = measure === "level" ? indicator.levelPriceBasis : indicator.growthPriceBasis;
  const basis = resolveWord(text ?? usual, PRICE_BASIS_WORDS, { field: "priceBasis", code: "PRICE_BASIS_UNKNOWN" });
  if (basis.value === null || indicator.unitKind === "money" || basis.value === usual) return basis;
  return unresolved(
    finding("PRICE_BASIS_NOT_APPLICABLE", {
      field: "priceBasis",
      zh: `${indicator.nameZh}(${indicator.id})不以货币计量,没有价格口径 ${basis.value}。`,
      en: `${indicator.id} is not money: it has no price basis ${basis.value}.`,
      suggestion: usual,
    }),
  );
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
