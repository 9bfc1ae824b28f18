import type { Indicator, ObservationState, SubmittedObservation } from "@yardstick/contracts";
import { type Finding, finding, NO_FINDINGS } from "../finding.ts";
import type { Attributes } from "./resolve-attributes.ts";

/** What is known of a row before its value is read. */
export interface StatedRow {
  readonly indicator: Indicator;
  readonly attributes: Attributes;
  readonly state: ObservationState;
}

/**
 * Rule 3: a row has a value, or a status that says why it has none; never both and never neither, since a blank is not
 * zero and nobody may guess which of the four states is meant. A withdrawal says its reason. DOMAIN §1.
 */
export function checkState(
  row: Pick<SubmittedObservation, "explanation" | "note">,
  stated: StatedRow | null,
  isBlank: boolean,
): readonly Finding[] {
  if (stated === null) return NO_FINDINGS;
  const { state, attributes } = stated;
  if (state === "figure") return isBlank ? [blank()] : NO_FINDINGS;
  if (!isBlank) return [notBlank(attributes.status)];
  if (state !== "withdrawn" || isText(row.explanation) || isText(row.note)) return NO_FINDINGS;
  return [unexplained()];
}

const isText = (text: string | undefined) => text !== undefined && text.trim() !== "";

function blank(): Finding {
  return finding("VALUE_BLANK", {
    field: "value",
    zh: "数值为空:空白不等于 0。为零请写 0;缺数请将 status 写为 missing,不公布写 withheld,撤回已报数据写 withdrawn 并说明原因;未到报送期则省去该行。",
    en: "The value is blank, and a blank is not zero. Write 0 for zero; status missing where there is no figure, withheld where it is not published, withdrawn (with a reason) to take one back; leave the row out where it is not due.",
  });
}

function notBlank(status: string): Finding {
  return finding("VALUE_NOT_BLANK", {
    field: "value",
    zh: `状态 ${status} 表示没有数值,数值应为空(JSON 为 null,CSV 为空单元格)。`,
    en: `The status ${status} says that there is no figure: the value is null in JSON and an empty cell in CSV.`,
  });
}

function unexplained(): Finding {
  return finding("WITHDRAWAL_UNEXPLAINED", {
    field: "explanation",
    zh: "撤回数据须在 explanation(上报说明)或 note(备注)中说明原因。",
    en: "A withdrawal says why, in explanation or note.",
  });
}
