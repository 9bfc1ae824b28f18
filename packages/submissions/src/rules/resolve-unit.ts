import type { Indicator, Measure, ReferenceData, Unit } from "@yardstick/contracts";
import { type Finding, finding, quote, type Resolved, resolved, unresolved } from "../finding.ts";
import type { CellSays } from "../normalise/read-figure.ts";
import type { LabelAttributes } from "../normalise/read-indicator-label.ts";
import { readUnit, timesPower } from "../normalise/read-unit.ts";
import { suggestClosest } from "../suggest-closest.ts";

const PERCENT = "%";

export interface UnitQuestion {
  readonly indicator: Indicator;
  readonly measure: Measure;
  readonly reference: ReferenceData;
}

/** Where a unit may stand beside the row's own field. */
export interface UnitsBeside {
  readonly label: Pick<LabelAttributes, "unit">;
  readonly cell: Pick<CellSays, "unit" | "power"> | null;
}

/**
 * Rule 3: the unit of a row, or the one that the catalogue gives a row without. A rate is in % (‰ is a tenth of it);
 * 个百分点 is the difference of two rates, never a rate. A unit that stands in the heading or behind the number as well
 * has to be the same; 亿 alone multiplies the unit that stands elsewhere.
 */
export function resolveUnit(
  text: string | undefined,
  { label, cell }: UnitsBeside,
  question: UnitQuestion,
): Resolved<Unit> {
  const { reference } = question;
  const own = text === undefined ? null : readUnit(text, reference);
  if (text !== undefined && own === null) return unknownUnit(text, question);
  const beside = [label.unit, cell?.unit ?? null].flatMap((code) => (code === null ? [] : [readUnit(code, reference)]));
  const said = [own, ...beside].filter((unit) => unit !== null);
  const [first, ...others] = said;
  const other = first === undefined ? undefined : others.find((unit) => !isSame(unit, first));
  if (first !== undefined && other !== undefined) return unresolved(conflict(first.code, other.code));
  const power = cell?.power ?? null;
  if (power === null) return checkKind(first ?? usualUnit(question), question);
  const base = first ?? baseUnit(question);
  const unit = base === null ? null : multiplied(base, power, reference);
  if (base !== null && unit === null) return unresolved(conflict(base.code, `10^${power}`));
  return checkKind(unit, question);
}

const isSame = (one: Unit, other: Unit) => one.kind === other.kind && one.factor === other.factor;

/** What a figure without any unit is in. */
const usualUnit = ({ indicator, measure, reference }: UnitQuestion): Unit | null =>
  readUnit(measure === "growth_yoy" ? PERCENT : indicator.defaultUnit, reference);

const baseUnit = ({ indicator, reference }: UnitQuestion): Unit | null => readUnit(indicator.baseUnit, reference);

/** 86亿 beside 元 and beside 亿元 is in 亿元; beside 万元 it contradicts itself. */
function multiplied(unit: Unit, power: number, reference: ReferenceData): Unit | null {
  if (unit.factor === `1${"0".repeat(power)}`) return unit;
  return unit.factor === "1" && unit.kind !== "percent" ? timesPower(unit, power, reference) : null;
}

function checkKind(unit: Unit | null, question: UnitQuestion): Resolved<Unit> {
  const { indicator, measure } = question;
  const isRate = measure === "growth_yoy";
  const wantedUnit = isRate ? PERCENT : indicator.defaultUnit;
  if (unit === null) return unknownUnit(wantedUnit, question);
  if (unit.kind === wantedKind(question)) return resolved(unit);
  if (isRate && unit.kind === "percentage_points") {
    return unresolved(
      finding("UNIT_OF_OTHER_KIND", {
        field: "unit",
        zh: "个百分点是两个增速之差,不是增速;增速的单位为 %。",
        en: "个百分点 (percentage points) is the difference of two rates, not a rate; a rate is in %.",
        suggestion: PERCENT,
      }),
    );
  }
  const ofZh = isRate ? "同比增速" : `${indicator.nameZh}(${indicator.id})`;
  const ofEn = isRate ? "a growth rate" : indicator.id;
  const [hintZh, hintEn] =
    !isRate && unit.kind === "percent"
      ? ["若为同比增速,请注明 measure 为 growth_yoy。", " Where it is growth, say so: measure growth_yoy."]
      : ["", ""];
  return unresolved(
    finding("UNIT_OF_OTHER_KIND", {
      field: "unit",
      zh: `${unit.code} 不是${ofZh}的单位,应为 ${wantedUnit} 一类。${hintZh}`,
      en: `${unit.code} is no unit of ${ofEn}: it is measured in units such as ${wantedUnit}.${hintEn}`,
      suggestion: wantedUnit,
    }),
  );
}

const wantedKind = ({ indicator, measure }: UnitQuestion) =>
  measure === "growth_yoy" ? "percent" : indicator.unitKind;

function conflict(one: string, other: string): Finding {
  return finding("UNIT_CONFLICT", {
    field: "unit",
    zh: `单位说法不一:${one} 与 ${other}。`,
    en: `The row says two units: ${one} and ${other}.`,
  });
}

function unknownUnit(text: string, question: UnitQuestion): Resolved<Unit> {
  const kind = wantedKind(question);
  const codes = [...question.reference.units.values()].flatMap((unit) => (unit.kind === kind ? [unit.code] : []));
  const [closest] = suggestClosest(text, codes);
  return unresolved(
    finding("UNIT_UNKNOWN", {
      field: "unit",
      zh: `单位${quote(text)}不在目录中。`,
      en: `The catalogue has no unit ${quote(text)}.`,
      suggestion: closest ?? null,
    }),
  );
}
