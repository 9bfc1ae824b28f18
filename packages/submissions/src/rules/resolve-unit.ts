import {
  resolveUnit as findUnit,
  type Indicator,
  type Measure,
  type ReferenceData,
  type Unit,
} from "@yardstick/contracts";
import { finding, quote, type Resolved, resolved, unresolved } from "../finding.ts";
import { suggestClosest } from "../suggest-closest.ts";

const PERCENT = "%";

/**
 * Rule 3: the unit of a row, or the one that the catalogue gives a row without. A rate is in % (‰ is a tenth of it);
 * 个百分点 is the difference of two rates, never a rate.
 */
export function resolveUnit(
  text: string | undefined,
  { indicator, measure, reference }: { indicator: Indicator; measure: Measure; reference: ReferenceData },
): Resolved<Unit> {
  const isRate = measure === "growth_yoy";
  const wantedUnit = isRate ? PERCENT : indicator.defaultUnit;
  const unit = findUnit(reference, text ?? wantedUnit);
  const wantedKind = isRate ? "percent" : indicator.unitKind;
  if (unit === null) return unknownUnit(text ?? wantedUnit, unitsOfKind(wantedKind, reference));
  if (unit.kind === wantedKind) return resolved(unit);
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
  return unresolved(
    finding("UNIT_OF_OTHER_KIND", {
      field: "unit",
      zh: `${unit.code} 不是${ofZh}的单位,应为 ${wantedUnit} 一类。`,
      en: `${unit.code} is no unit of ${ofEn}: it is measured in units such as ${wantedUnit}.`,
      suggestion: wantedUnit,
    }),
  );
}

function unitsOfKind(kind: string, { units }: ReferenceData): string[] {
  return [...units.values()].filter((unit) => unit.kind === kind).map(({ code }) => code);
}

function unknownUnit(text: string, codes: readonly string[]): Resolved<Unit> {
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
