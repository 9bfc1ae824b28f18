import { type ReferenceData, resolveUnit, type Unit } from "@yardstick/contracts";
import { movedPoint } from "./moved-point.ts";
import { compactText } from "./plain-text.ts";

type Units = Pick<ReferenceData, "units" | "unitAliases">;

/**
 * The unit that a text means: a code or alias of the catalogue (`万元`, `10 000 yuan`), in brackets or behind 单位
 * (`(万元)`, `单位:万元`), or one times a power of ten (`元×10^4`, `10^4 元`). Null where it is none, or several.
 */
export function readUnit(text: string, reference: Units): Unit | null {
  const unit = resolveUnit(reference, text);
  if (unit !== null || text.length > MAX_CHARS) return unit;
  const plain = withoutFrame(compactText(text));
  return resolveUnit(reference, plain) ?? unitTimesPower(plain, reference);
}

/** The code of a text that names a unit and nothing else: a heading, a caption, a cell of its own. */
export function isUnitText(text: string, reference: Units): string | null {
  return readUnit(text, reference)?.code ?? null;
}

/**
 * A unit's text with SDMX's UNIT_MULT before it: (`元`, 4) is `万元`. Null where the unit is none of the catalogue, or
 * the multiplier no whole power.
 */
export function unitWithMultiplier(text: string, power: number, reference: Units): string | null {
  const unit = readUnit(text, reference);
  if (unit === null || !Number.isInteger(power) || Math.abs(power) > MAX_POWER) return null;
  return power === 0 ? unit.code : timesPower(unit, power, reference).code;
}

const MAX_CHARS = 48;
/** SDMX's code list of unit multipliers ends at 24; no figure of an economy is written in more than 10^15. */
const MAX_POWER = 15;

/** Frames around a unit: they are peeled in turn until nothing changes. */
const FRAMES: readonly RegExp[] = [/^\((.*)\)$/u, /^\[(.*)\]$/u, /^(?:计量)?单位[:=]?(.*)$/u, /^unit[:=]?(.*)$/iu];

function withoutFrame(text: string): string {
  const inner = FRAMES.map((frame) => frame.exec(text)?.[1]).find((found) => found !== undefined);
  return inner === undefined ? text : withoutFrame(inner);
}

/** `元×10^4`, `元*10^4`, `10^4元`. */
function unitTimesPower(text: string, reference: Units): Unit | null {
  const match = /^(?<before>\D+?)[×x*·]10\^(?<power>-?\d{1,2})$|^10\^(?<first>-?\d{1,2})[×x*·]?(?<after>\D+)$/u.exec(
    text,
  );
  if (match?.groups === undefined) return null;
  const { before, power, first, after } = match.groups;
  const unit = resolveUnit(reference, before ?? after ?? "");
  const exponent = Number(power ?? first);
  return unit === null || Math.abs(exponent) > MAX_POWER ? null : timesPower(unit, exponent, reference);
}

/** A unit times a power of ten: the unit of the catalogue that has this factor, else one of its own. */
export function timesPower(unit: Unit, power: number, { units }: Units): Unit {
  if (power === 0) return unit;
  const factor = movedPoint(unit.factor, power);
  const own = [...units.values()].find((other) => other.kind === unit.kind && other.factor === factor);
  return own ?? { code: `${unit.code}×10^${power}`, kind: unit.kind, factor, aliases: [] };
}
