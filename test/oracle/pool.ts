import { yearsBefore } from "./calendar.ts";
import type { CurrentFigures } from "./current-figures.ts";
import type { Catalogue, Figure, Frame, Membership } from "./facts.ts";
import { type Growth, growthOf } from "./growth.ts";
import { add, compare, divide, hundred, multiply, type Rational, rational, subtract, sum, zero } from "./rational.ts";

export type Basis = "reported" | "computed" | "either";

/** One member's rate on a basis, and its base of the year before, which is its weight. */
export interface MemberRate {
  readonly region: string;
  readonly growth: Growth;
  readonly rate: Rational | null;
  readonly source: "reported" | "computed" | null;
  readonly otherRate: Rational | null;
  readonly priceBasis: Figure["priceBasis"] | null;
  readonly status: string | null;
  /** How much one unit of the region's level counts in the aggregate; null where it cannot be told. */
  readonly weight: Rational | null;
  /** B of DOMAIN §5, weighed; null where unknown. */
  readonly base: Rational | null;
  /** The level of a year before, weighed. */
  readonly yearBefore: Rational | null;
}

export interface Pool {
  readonly members: readonly MemberRate[];
  readonly growth: Rational | null;
  readonly method: "pooled" | "weighted";
  readonly simple: Rational | null;
  /** Percentage points of `growth` that come from a member; they sum to it exactly. */
  readonly contributions: ReadonlyMap<string, Rational>;
  readonly coverage: Coverage;
  /** Coverage by rates alone, whether they can be pooled or not. */
  readonly coverageOfRates: Coverage;
}

export interface Coverage {
  readonly reporting: number;
  readonly expected: number;
  /** Share of the base, 0 to 1; null where a weight is unknown. */
  readonly weight: Rational | null;
  readonly missing: readonly string[];
  readonly grade: "final" | "provisional" | "none";
}

export interface PoolQuestion {
  readonly figures: CurrentFigures;
  readonly frame: Frame;
  readonly catalogue: Catalogue;
  readonly members: readonly Membership[];
  readonly basis: Basis;
  /** Figures of the indicator that weighs this one. */
  readonly weights: CurrentFigures;
}

/** The growth of the members' sum, with what it rests on. DOMAIN §5 (b). */
export function poolOf(question: PoolQuestion): Pool {
  const rates = membersOn(question.frame.periodEnd, question.members).map((region) => memberRate(region, question));
  const takesPart = (member: MemberRate) =>
    member.rate !== null && member.base !== null && compare(member.base, zero) > 0;
  const part = rates.filter(takesPart);
  const rated = rates.filter(({ rate }) => rate !== null);
  const coverageOfRates = coverage(rates, rated, takesPart);
  return {
    members: rates,
    growth: pooledGrowth(part),
    method: part.some(({ growth }) => growth.level !== null) ? "pooled" : "weighted",
    contributions: contributionsOf(part),
    simple: rated.length === 0 ? null : divide(sum(rated.map(rateOf)), rational(rated.length)),
    // Where nothing can be pooled, what remains to be covered are the rates.
    coverage: part.length === 0 ? coverageOfRates : coverage(rates, part, takesPart),
    coverageOfRates,
  };
}

/** Who belongs on that day. */
export function membersOn(day: string, members: readonly Membership[]): string[] {
  return members.filter(({ from, to }) => from <= day && day <= to).map(({ region }) => region);
}

function memberRate(region: string, question: PoolQuestion): MemberRate {
  const { figures, frame, catalogue, basis } = question;
  const growth = growthOf(figures, frame, region, catalogue);
  const computed = catalogue.computedGrowthAllowed ? growth.computed : null;
  const reported = growth.reported?.value ?? null;
  const source = chooseSource(basis, reported !== null, computed !== null);
  const isReported = source === "reported";
  const weight = weightOf(region, question);
  const base = isReported && growth.impliedBase !== null ? growth.impliedBase : growth.baseLevel;
  return {
    region,
    growth,
    rate: source === null ? null : isReported ? reported : computed,
    source,
    otherRate: isReported ? computed : reported,
    priceBasis: isReported ? (growth.reported?.priceBasis ?? null) : null,
    status: source === null ? null : ((isReported ? growth.reported : growth.level)?.status ?? null),
    weight,
    base: base && weight && multiply(base, weight),
    yearBefore: growth.baseLevel && weight && multiply(growth.baseLevel, weight),
  };
}

/** One weight serves both sides of the growth rate, as membership does: the newest of the two years up to the period's end. */
function weightOf(region: string, { catalogue, frame, weights }: PoolQuestion): Rational | null {
  if (catalogue.aggregation === "sum") return rational(1);
  if (catalogue.aggregation === "none") return null;
  const oldest = yearsBefore(frame.periodEnd, 2);
  const known = weights
    .frames()
    .filter(({ periodEnd }) => oldest < periodEnd && periodEnd <= frame.periodEnd)
    .sort((a, b) => (a.periodEnd < b.periodEnd ? 1 : -1))
    .flatMap((at) => weights.find(at, region, "level", "current") ?? []);
  return known.find(({ value }) => value.top > 0n)?.value ?? null;
}

function chooseSource(basis: Basis, hasReported: boolean, hasComputed: boolean): MemberRate["source"] {
  if (basis !== "computed" && hasReported) return "reported";
  return basis !== "reported" && hasComputed ? "computed" : null;
}

function pooledGrowth(part: readonly MemberRate[]): Rational | null {
  if (part.length === 0) return null;
  const bases = sum(part.map(baseOf));
  const grown = sum(part.map((member) => divide(multiply(baseOf(member), add(hundred, rateOf(member))), hundred)));
  return divide(multiply(subtract(grown, bases), hundred), bases);
}

function contributionsOf(part: readonly MemberRate[]): Map<string, Rational> {
  const bases = sum(part.map(baseOf));
  return new Map(part.map((one) => [one.region, divide(multiply(baseOf(one), rateOf(one)), bases)]));
}

/** The lower of the two shares decides; a missing member whose weight is unknown leaves the count alone. */
function coverage(
  all: readonly MemberRate[],
  present: readonly MemberRate[],
  hasWeight: (member: MemberRate) => boolean,
): Coverage {
  const missing = all.filter((member) => !present.includes(member));
  const weights = missing.map(({ yearBefore }) => yearBefore).filter((base) => base && compare(base, zero) >= 0);
  const isKnown = present.length > 0 && present.every(hasWeight) && weights.length === missing.length;
  const held = isKnown ? sum(present.map(baseOf)) : zero;
  const weight = isKnown ? divide(held, add(held, sum(weights.flatMap((base) => base ?? [])))) : null;
  const count = divide(rational(present.length), rational(Math.max(all.length, 1)));
  return {
    reporting: present.length,
    expected: all.length,
    weight,
    missing: missing.map(({ region }) => region).sort(),
    grade: gradeOf(weight !== null && compare(weight, count) < 0 ? weight : count),
  };
}

function gradeOf(share: Rational): Coverage["grade"] {
  if (compare(share, rational("0.95")) >= 0) return "final";
  return compare(share, rational("0.8")) >= 0 ? "provisional" : "none";
}

const rateOf = ({ rate }: MemberRate): Rational => rate ?? zero;
const baseOf = ({ base }: MemberRate): Rational => base ?? zero;
