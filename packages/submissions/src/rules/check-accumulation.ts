import type { Accumulation, Indicator } from "@yardstick/contracts";
import { finding, type Resolved, resolved, unresolved } from "../finding.ts";

/** Rule 3: stocks (debt, population) are a point in time, flows are not. The field is the one that says so. */
export function checkAccumulation(
  accumulation: Accumulation,
  indicator: Indicator,
  field: "accumulation" | "period",
): Resolved<Accumulation> {
  if ((accumulation === "point") === (indicator.kind === "stock")) return resolved(accumulation);
  const [zh, en] = indicator.kind === "stock" ? ["时点指标", "a stock"] : ["时期指标", "a flow"];
  return unresolved(
    finding("ACCUMULATION_NOT_APPLICABLE", {
      field,
      zh: `${indicator.nameZh}(${indicator.id})是${zh},不能为 ${accumulation}。`,
      en: `${indicator.id} is ${en}: its accumulation cannot be ${accumulation}.`,
      suggestion: field === "accumulation" ? indicator.defaultAccumulation : null,
    }),
  );
}
