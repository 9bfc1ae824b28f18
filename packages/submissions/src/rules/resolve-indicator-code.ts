import { type Indicator, normaliseName, type ReferenceData } from "@yardstick/contracts";
import { finding, quote, type Resolved, resolved, unresolved } from "../finding.ts";
import { plainText } from "../normalise/plain-text.ts";
import { type LabelAttributes, readIndicatorLabel } from "../normalise/read-indicator-label.ts";
import { suggestClosest } from "../suggest-closest.ts";

/** An indicator, and what its text says of the figure beside it: `地区生产总值(亿元)`. */
export interface LabelledIndicator {
  readonly indicator: Indicator;
  readonly label: LabelAttributes;
}

/** Rule 2: the indicator by id, name, alias or heading; else the one it was probably meant to be. */
export function resolveIndicatorCode(text: string, reference: ReferenceData): Resolved<LabelledIndicator> {
  const label = readIndicatorLabel(text, reference);
  const indicator = label === null ? undefined : reference.indicators.get(label.indicator);
  if (label !== null && indicator !== undefined) return resolved({ indicator, label });
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
  const name = normaliseName(plainText(text));
  const [id] = suggestClosest(name, reference.indicators.keys());
  if (id !== undefined) return id;
  const [alias] = suggestClosest(name, reference.indicatorAliases.keys());
  return alias === undefined ? null : (reference.indicatorAliases.get(alias) ?? null);
}
