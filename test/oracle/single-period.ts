import { aYearBefore, monthOf } from "./calendar.ts";
import type { CurrentFigures } from "./current-figures.ts";
import { derivedLevel } from "./derived-period.ts";
import type { Catalogue, Figure, Frame } from "./facts.ts";
import { compare, divide, hundred, multiply, type Rational, subtract, zero } from "./rational.ts";

/** A month, quarter or half year by itself. */
export interface SinglePeriod {
  readonly value: Rational | null;
  readonly source: "reported" | "derived" | null;
  readonly growth: Rational | null;
  readonly growthSource: "reported" | "computed" | null;
  readonly flags: readonly string[];
}

export interface SinglePeriodQuestion {
  readonly figures: CurrentFigures;
  /** With accumulation `period`, whatever the figure is stored as. */
  readonly frame: Frame;
  readonly region: string;
  readonly catalogue: Catalogue;
}

/** DOMAIN §3. Growth of a single period is reported, and only of a nominal indicator else computed. */
export function singlePeriod(question: SinglePeriodQuestion): SinglePeriod {
  const { frame, catalogue } = question;
  const { value, source, flags } = levelOf(question);
  const base = levelOf({ ...question, frame: aYearBefore(frame) }).value;
  const isNominal = catalogue.growthRule === "nominal";
  const reported = rateOf(question);
  const isGrown = isNominal && value !== null && base !== null && compare(base, zero) > 0 && compare(value, zero) >= 0;
  const computed = isGrown ? divide(multiply(subtract(value, base), hundred), base) : null;
  const isNegative = [value, base].some((one) => one !== null && compare(one, zero) < 0);
  return {
    value,
    source,
    growth: reported ?? computed,
    growthSource: reported !== null ? "reported" : computed !== null ? "computed" : null,
    flags: [
      ...flags,
      ...(isNominal && base !== null && compare(base, zero) === 0 ? ["ZERO_BASE"] : []),
      ...(isNominal && isNegative ? ["NEGATIVE_BASE"] : []),
    ],
  };
}

/** Whether an indicator has this period by itself: without a January it has neither that nor February, but both at once. */
export function hasPeriod({ periodStart, periodEnd }: Frame, { hasJanuary }: Catalogue): boolean {
  const [first, last] = [monthOf(periodStart), monthOf(periodEnd)];
  if (first === 1 && last === 2) return !hasJanuary;
  return hasJanuary || first !== last || first > 2;
}

function levelOf({ figures, frame, region, catalogue }: SinglePeriodQuestion) {
  const own = stored(frame, (at) => figures.find(at, region, "level", catalogue.levelPriceBasis));
  if (own !== null) return { value: own.value, source: "reported" as const, flags: [] };
  const derived = derivedLevel(figures, frame, region, catalogue);
  return { value: derived?.value ?? null, source: derived && ("derived" as const), flags: derived?.flags ?? [] };
}

function rateOf({ figures, frame, region, catalogue }: SinglePeriodQuestion): Rational | null {
  const rates = catalogue.comparedPriceBases.map((priceBasis) =>
    stored(frame, (at) => figures.find(at, region, "growth_yoy", priceBasis)),
  );
  return rates.find((rate) => rate !== null)?.value ?? null;
}

/** What starts with the year is stored as a year to date. */
function stored(frame: Frame, find: (at: Frame) => Figure | null): Figure | null {
  return find(frame.periodStart.endsWith("-01-01") ? { ...frame, accumulation: "ytd" } : frame);
}
