import { aYearBefore } from "./calendar.ts";
import type { CurrentFigures } from "./current-figures.ts";
import type { Catalogue, Figure, Frame } from "./facts.ts";
import {
  add,
  compare,
  divide,
  hundred,
  magnitude,
  multiply,
  type Rational,
  rational,
  subtract,
  zero,
} from "./rational.ts";

/** Growth of one region in one frame, in %. DOMAIN §4. */
export interface Growth {
  readonly reported: Figure | null;
  readonly level: Figure | null;
  readonly baseLevel: Rational | null;
  /** F1. */
  readonly computed: Rational | null;
  /** F4: the base that level and reported rate imply, and how far it lies from the base as stored, in %. */
  readonly impliedBase: Rational | null;
  readonly baseDeviation: Rational | null;
  readonly flags: readonly string[];
}

export function growthOf(figures: CurrentFigures, frame: Frame, region: string, catalogue: Catalogue): Growth {
  const reported = bestReportedRate(figures, frame, region, catalogue);
  const level = figures.find(frame, region, "level", catalogue.levelPriceBasis);
  const baseLevel = figures.find(aYearBefore(frame), region, "level", catalogue.levelPriceBasis)?.value ?? null;
  const computed = level && baseLevel && yearOnYear(level.value, baseLevel);
  const impliedBase = level && reported && baseImpliedBy(level.value, reported.value);
  // Without a base to grow from there is nothing to deviate from either.
  const baseDeviation = impliedBase && baseLevel && computed && percentOver(impliedBase, baseLevel);
  const flags = [
    ...(baseLevel !== null && compare(baseLevel, zero) === 0 ? ["ZERO_BASE"] : []),
    ...([baseLevel, level?.value].some((value) => value && compare(value, zero) < 0) ? ["NEGATIVE_BASE"] : []),
    ...(baseDeviation && compare(magnitude(baseDeviation), rational(catalogue.tolerancePoints)) > 0
      ? ["BASE_REVISED"]
      : []),
  ];
  return { reported, level, baseLevel, computed, impliedBase, baseDeviation, flags };
}

function bestReportedRate(figures: CurrentFigures, frame: Frame, region: string, { comparedPriceBases }: Catalogue) {
  for (const priceBasis of comparedPriceBases) {
    const rate = figures.find(frame, region, "growth_yoy", priceBasis);
    if (rate !== null) return rate;
  }
  return null;
}

/** F1; null on a zero or negative base and where the sign changes. */
function yearOnYear(level: Rational, base: Rational): Rational | null {
  if (compare(base, zero) <= 0 || compare(level, zero) < 0) return null;
  return percentOver(level, base);
}

function percentOver(value: Rational, base: Rational): Rational {
  return divide(multiply(subtract(value, base), hundred), base);
}

/** F4; a rate of -100 % leaves nothing that a base could be told from. */
function baseImpliedBy(level: Rational, rate: Rational): Rational | null {
  const factor = add(hundred, rate);
  return compare(factor, zero) <= 0 ? null : divide(multiply(level, hundred), factor);
}
