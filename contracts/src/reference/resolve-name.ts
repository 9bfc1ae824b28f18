import { normaliseName } from "./normalise-name.ts";
import type { ReferenceData, Unit } from "./reference-data.ts";

/** The indicator that a text means by id, name or alias; null where there is none. */
export function resolveIndicator(reference: Pick<ReferenceData, "indicatorAliases">, text: string): string | null {
  return reference.indicatorAliases.get(normaliseName(text)) ?? null;
}

/** The unit that a text means by code or alias; null where there is none. */
export function resolveUnit(reference: Pick<ReferenceData, "units" | "unitAliases">, text: string): Unit | null {
  const code = reference.unitAliases.get(normaliseName(text));
  return code === undefined ? null : (reference.units.get(code) ?? null);
}

/** The observation status that a text means by id, name, alias or SDMX letter; null where there is none. */
export function resolveStatus(reference: Pick<ReferenceData, "statusAliases">, text: string): string | null {
  return reference.statusAliases.get(normaliseName(text)) ?? null;
}
