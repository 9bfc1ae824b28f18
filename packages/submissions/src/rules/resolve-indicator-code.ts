import { type Indicator, normaliseName, type ReferenceData, resolveIndicator } from "@yardstick/contracts";
import { finding, quote, type Resolved, resolved, unresolved } from "../finding.ts";
import { suggestClosest } from "../suggest-closest.ts";

/** Rule 2: the indicator by id, name or alias (`services_value_added`); else the one it was probably meant to be. */
export function resolveIndicatorCode(text: string, reference: ReferenceData): Resolved<Indicator> {
  const id = resolveIndicator(reference, text);
  const known = id === null ? undefined : reference.indicators.get(id);
  if (known !== undefined) return resolved(known);
  const suggestion = closestIndicator(text, reference);
  const [zh, en] = suggestion === null ? ["", ""] : [`是否指 ${suggestion}?`, ` Did you mean ${suggestion}?`];
  return unresolved(
    finding("INDICATOR_UNKNOWN", {
      field: "indicator",
      zh: `指标${quote(text)}不在目录中。${zh}`,
      en: `The catalogue has no indicator ${quote(text)}.${en}`,
      suggestion,
    }),
  );
}

function closestIndicator(text: string, reference: ReferenceData): string | null {
  const name = normaliseName(text);
  const [id] = suggestClosest(name, reference.indicators.keys());
  if (id !== undefined) return id;
  const [alias] = suggestClosest(name, reference.indicatorAliases.keys());
  return alias === undefined ? null : (reference.indicatorAliases.get(alias) ?? null);
}
