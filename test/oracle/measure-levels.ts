import { averageGrowth, grownFrom, wholeYears } from "./average-growth.ts";
import { yearOf } from "./calendar.ts";
import { atDay, reaches, shareOf, shareOfWayDown } from "./progress.ts";
import { compare, divide, hundred, multiply, type Rational, rational, subtract, zero } from "./rational.ts";
import { isBelowVerified } from "./status-ladder.ts";
import { type Measured, type TargetQuestion, UNMEASURED } from "./target.ts";
import { levelOf, type TargetLevel } from "./target-level.ts";

const isProvisional = (...levels: readonly (TargetLevel | null)[]): boolean =>
  levels.some((level) => level !== null && level.status !== null && isBelowVerified(level.status));

/** A level beside a mark: paths by year, counts, coverages, at least one. */
export function measureLevel(question: TargetQuestion, required: Rational | null): Measured {
  const { world, target, frame } = question;
  const level = levelOf(world, target, frame);
  if (level === null || required === null)
    return { ...UNMEASURED, actual: level?.value ?? null, required, isProvisional: isProvisional(level) };
  const actual = level.value;
  const isLess = target.direction === "lower";
  return {
    actual,
    required,
    completion: isLess ? shareOfWayDown(question, { actual, required }) : shareOf(actual, required),
    isMet: reaches(actual, required, target.direction),
    isProvisional: isProvisional(level),
  };
}

/** What the path says for the period's year. */
export function markOfYear({ target, frame }: TargetQuestion): Rational | null {
  const mark = target.path[yearOf(frame.periodEnd)];
  return mark === undefined ? null : rational(mark);
}

export function measureYesOrNo({ world, target, frame }: TargetQuestion): Measured {
  const level = levelOf(world, target, frame);
  const required = rational(1);
  if (level === null) return { ...UNMEASURED, required };
  const isMet = compare(level.value, required) === 0;
  const completion = isMet ? hundred : zero;
  return { actual: level.value, required, completion, isMet, isProvisional: isProvisional(level) };
}

/** The region's level in % of another region's, beside the last mark of its path: it is due once. */
export function measureShare(question: TargetQuestion): Measured {
  const { world, target, frame } = question;
  const [last] = Object.keys(target.path)
    .map(Number)
    .sort((a, b) => b - a);
  const mark = last === undefined ? undefined : target.path[last];
  const required = mark === undefined ? null : rational(mark);
  const [part, whole] = [levelOf(world, target, frame), levelOf(world, target, frame, target.denominatorRegion)];
  const actual =
    part && whole && compare(whole.value, zero) > 0 ? divide(multiply(part.value, hundred), whole.value) : null;
  const found = { ...UNMEASURED, actual, required, isProvisional: isProvisional(part, whole) };
  if (actual === null || required === null) return found;
  return { ...found, ...towards(actual, required, target.direction) };
}

/** What came since the base. */
export function measureIncrease({ world, target, frame }: TargetQuestion): Measured {
  const required = target.required === null ? null : rational(target.required);
  const level = levelOf(world, target, frame);
  const base = target.baseEnd === null ? null : levelOf(world, target, atDay(frame, target.baseEnd));
  if (level === null || base === null) return { ...UNMEASURED, required, isProvisional: isProvisional(level, base) };
  const actual = subtract(level.value, base.value);
  const found = { ...UNMEASURED, actual, required, isProvisional: isProvisional(level, base) };
  return required === null ? found : { ...found, ...towards(actual, required, target.direction) };
}

/** F6 over whole years since the base, judged without taking a root. */
export function measureAverageGrowth({ world, target, frame }: TargetQuestion): Measured {
  const required = target.required === null ? null : rational(target.required);
  const years = target.baseEnd === null ? null : wholeYears(target.baseEnd, frame.periodEnd);
  const level = levelOf(world, target, frame);
  const base = target.baseEnd === null ? null : levelOf(world, target, atDay(frame, target.baseEnd));
  const isMeasurable = level && base && compare(base.value, zero) > 0 && compare(level.value, zero) >= 0;
  if (years === null || !isMeasurable) return { ...UNMEASURED, required, isProvisional: isProvisional(level, base) };
  return {
    actual: averageGrowth(level.value, base.value, years),
    required,
    completion: null,
    isMet: required && reaches(level.value, grownFrom(base.value, required, years), target.direction),
    isProvisional: isProvisional(level, base),
  };
}

/** A share or an increase that should stay low is held or not: there is no way down to be part of. */
function towards(actual: Rational, required: Rational, direction: TargetQuestion["target"]["direction"]) {
  const isMet = reaches(actual, required, direction);
  return { isMet, completion: direction === "higher" ? shareOf(actual, required) : isMet ? hundred : null };
}
