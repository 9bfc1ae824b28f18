import fc from "fast-check";
import type { Catalogue, Frame, Vintage } from "../../oracle/facts.ts";

export type Span = Omit<Frame, "caliber">;
export const span = (periodStart: string, periodEnd: string, accumulation: Span["accumulation"]): Span => ({
  periodStart,
  periodEnd,
  accumulation,
});

/** Instants at which the past is asked; vintages lie before, between and after them. */
export const INSTANTS = [1_500_000_000_000, 1_500_000_000_500];

/** Decimals with up to ten digits after the point, as sources write them. */
const decimal = (min: number, max: number) =>
  fc
    .tuple(fc.integer({ min, max }), fc.nat(10), fc.nat(9_999_999_999))
    .map(([whole, length, part]) =>
      length === 0 ? `${whole}` : `${whole}.${String(part).padStart(10, "0").slice(0, length)}`,
    );

/** Round values beside any others, so that rates tie and shares fall on 0.8 and 0.95. */
export const level = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom("80", "100", "105", "110", "121", "400", "335", "1000") },
  { weight: 4, arbitrary: decimal(1, 5000) },
  { weight: 1, arbitrary: fc.constantFrom("0", "-40", "0.0001", "123456789012345.0123456789") },
);
export const rate = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom("6", "6.0", "5.99", "5.95", "5.9499999999", "6.05", "-0.05", "10", "-16.25"),
  },
  { weight: 3, arbitrary: decimal(-60, 60) },
  { weight: 1, arbitrary: fc.constantFrom("0", "-100", "-99.9999999999", "1000") },
);

const caliber = fc.oneof(
  { weight: 9, arbitrary: fc.constant("natural" as const) },
  { weight: 1, arbitrary: fc.constant("same" as const) },
);
const priceBasis = (usual: Vintage["priceBasis"]) =>
  fc.oneof(
    { weight: 8, arbitrary: fc.constant(usual) },
    { weight: 1, arbitrary: fc.constantFrom("current" as const, "constant" as const, "comparable" as const) },
  );

export const catalogue: fc.Arbitrary<Catalogue> = fc.record({
  growthRule: fc.constantFrom("constant_price", "comparable", "nominal"),
  computedGrowthAllowed: fc.oneof(
    { weight: 5, arbitrary: fc.constant(true) },
    { weight: 1, arbitrary: fc.constant(false) },
  ),
  levelPriceBasis: fc.constant("current"),
  comparedPriceBases: fc.constantFrom(["constant", "comparable"], ["comparable"], ["constant"]),
  defaultCaliber: fc.constant("natural"),
  hasJanuary: fc.boolean(),
  tolerancePoints: fc.constantFrom("2", "8"),
  betterIs: fc.constantFrom("higher", "lower"),
  aggregation: fc.constantFrom("sum", "sum", "sum", "weighted", "none"),
});

/** What is sent at all, how often of ten, and how. */
export interface Kind {
  readonly measure: Vintage["measure"];
  readonly usual: Vintage["priceBasis"];
  readonly outOfTen: number;
  readonly value?: fc.Arbitrary<string>;
  /** False where only one caliber and price basis are wanted. */
  readonly isPlain?: boolean;
}

/** A row without a value says why there is none; a claim that was not accepted says nothing. */
const withheld = fc.constantFrom("withheld", "withdrawn", "missing").map((status) => ({ value: null, status }));
const outcome = fc.oneof(
  { weight: 10, arbitrary: fc.constantFrom("accepted" as const, "superseded" as const) },
  { weight: 1, arbitrary: fc.constantFrom("unchanged" as const, "refused" as const) },
);

/** One figure with its versions, in any order; the last of equal times is the one with the highest offset. */
export function figure(region: string, at: Span, kind: Kind): fc.Arbitrary<Vintage[]> {
  const value = kind.value ?? (kind.measure === "level" ? level : rate);
  const told = fc.record({ value, status: fc.constantFrom("flash", "preliminary", "verified", "final") });
  const version = fc.tuple(
    fc.oneof({ weight: 12, arbitrary: told }, { weight: 1, arbitrary: withheld }),
    outcome,
    fc.nat(9).map((of) => of === 0),
    fc.integer({ min: 1_499_999_999_000, max: 1_500_000_001_000 }),
  );
  const usual = { caliber: fc.constant("natural" as const), priceBasis: fc.constant(kind.usual) };
  const ways = kind.isPlain ? usual : { caliber, priceBasis: priceBasis(kind.usual) };
  return fc
    .tuple(fc.nat(9), ways.caliber, ways.priceBasis, fc.array(version, { minLength: 1, maxLength: 3 }))
    .map(([chance, ofCaliber, basis, versions]) => {
      if (chance >= kind.outOfTen) return [];
      return versions.map(([said, became, ofRecord, knownAtMs], offset) => ({
        ...{ ...at, ...said, ofRecord, knownAtMs, offset, region, measure: kind.measure },
        ...{ priceBasis: basis, caliber: ofCaliber, outcome: became },
      }));
    });
}
