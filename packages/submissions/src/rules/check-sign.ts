import type { Indicator, Measure } from "@yardstick/contracts";
import { type Finding, finding, NO_FINDINGS } from "../finding.ts";
import type { DecimalDigits } from "./read-decimal.ts";

export interface SignQuestion {
  /** The figure as submitted: its sign and its zero do not hang on the unit. */
  readonly digits: DecimalDigits;
  readonly measure: Measure;
  readonly indicator: Indicator;
}

/** Rule 6: what sign and range a figure of this kind can have. DOMAIN §4: levels of GDP kind <= 0 are errors. */
export function checkSign({ digits, measure, indicator }: SignQuestion): readonly Finding[] {
  if (measure === "growth_yoy") return checkGrowth(digits, indicator);
  if (indicator.unitKind === "yes_no") return checkYesOrNo(digits, indicator);
  const isZero = digits.integer === "0" && digits.fraction === "";
  if (indicator.signOfLevel === "positive" && (digits.isNegative || isZero)) {
    return [
      finding("LEVEL_NOT_POSITIVE", {
        field: "value",
        zh: `${indicator.nameZh}(${indicator.id})的总量必须大于 0;未知请省去该行,不要写 0。`,
        en: `A level of ${indicator.id} is greater than 0. Leave the row out where the figure is unknown; it is not 0.`,
      }),
    ];
  }
  if (indicator.signOfLevel === "any" || !digits.isNegative) return NO_FINDINGS;
  return [
    finding("LEVEL_NEGATIVE", {
      field: "value",
      zh: `${indicator.nameZh}(${indicator.id})的总量不得为负。`,
      en: `A level of ${indicator.id} is not negative.`,
    }),
  ];
}

/** Nothing shrinks by more than all of itself; what is always positive not even by all. */
function checkGrowth({ isNegative, integer, fraction }: DecimalDigits, indicator: Indicator): readonly Finding[] {
  if (!isNegative || integer.length < 3 || indicator.signOfLevel === "any") return NO_FINDINGS;
  const isAll = integer === "100" && fraction === "";
  if (isAll && indicator.signOfLevel === "non_negative") return NO_FINDINGS;
  return [
    finding("GROWTH_IMPOSSIBLE", {
      field: "value",
      zh: `${indicator.nameZh}(${indicator.id})的增速不可能低至 -100%。`,
      en: `${indicator.id} cannot shrink by 100 % or more.`,
    }),
  ];
}

function checkYesOrNo({ isNegative, integer, fraction }: DecimalDigits, indicator: Indicator): readonly Finding[] {
  if (!isNegative && fraction === "" && (integer === "0" || integer === "1")) return NO_FINDINGS;
  return [
    finding("VALUE_NOT_YES_NO", {
      field: "value",
      zh: `${indicator.nameZh}(${indicator.id})为是否类指标:1 表示是,0 表示否。`,
      en: `${indicator.id} is a yes or no: 1 is yes, 0 is no.`,
    }),
  ];
}
