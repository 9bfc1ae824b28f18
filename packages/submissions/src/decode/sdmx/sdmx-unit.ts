import { normaliseName, type ReferenceData, resolveIndicator } from "@yardstick/contracts";
import { unitWithMultiplier } from "../../normalise/read-unit.ts";
import { MEASURE_WORDS } from "../../rules/attribute-words.ts";

export interface SdmxUnit {
  /** UNIT_MEASURE or what a feed takes for it; undefined where the file says nothing. */
  readonly unit: string | undefined;
  /** UNIT_MULT: a power of ten. */
  readonly multiplier: string | undefined;
  readonly indicator: string | undefined;
  readonly measure: string | undefined;
}

type Catalogue = Pick<ReferenceData, "units" | "unitAliases" | "indicators" | "indicatorAliases">;

export type UnitReader = (stated: SdmxUnit) => string | undefined;

/** Many more than a file has; a file that has more only loses time. */
const MAX_REMEMBERED = 1_000;

/** `readSdmxUnit`, each combination once: a file has few of them. */
export function unitReader(reference: Catalogue): UnitReader {
  const known = new Map<string, string | undefined>();
  return (stated) => {
    const { unit, multiplier, indicator, measure } = stated;
    if (multiplier === undefined) return unit;
    const key =
      unit === undefined ? `\u0001${multiplier}\u0001${indicator}\u0001${measure}` : `${unit}\u0001${multiplier}`;
    if (known.has(key)) return known.get(key);
    if (known.size >= MAX_REMEMBERED) known.clear();
    const read = readSdmxUnit(stated, reference);
    known.set(key, read);
    return read;
  };
}

/**
 * Unit and multiplier as one unit of the catalogue: 元 and 8 is 亿元. A multiplier without a unit counts in the
 * indicator's base unit: the catalogue's usual unit (万元) would multiply twice. What is no unit of the catalogue is
 * written out, `XAU×10^3`, for the rules to refuse with its row.
 */
export function readSdmxUnit(stated: SdmxUnit, reference: Catalogue): string | undefined {
  const { unit, multiplier } = stated;
  if (multiplier === undefined || multiplier === "") return unit;
  const base = unit ?? baseUnit(stated, reference);
  if (base === undefined) return `×10^${multiplier}`;
  const power = /^[+-]?\d{1,2}$/.test(multiplier) ? Number(multiplier) : Number.NaN;
  return unitWithMultiplier(base, power, reference) ?? `${base}×10^${multiplier}`;
}

function baseUnit({ indicator, measure }: SdmxUnit, reference: Catalogue): string | undefined {
  if (measure !== undefined && MEASURE_WORDS.get(normaliseName(measure)) === "growth_yoy") return "%";
  const id = indicator === undefined ? null : resolveIndicator(reference, indicator);
  return id === null ? undefined : reference.indicators.get(id)?.baseUnit;
}
