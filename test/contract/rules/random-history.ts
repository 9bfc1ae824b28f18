import fc from "fast-check";
import type { Catalogue, Frame, PeerGroup, Vintage } from "../../oracle/facts.ts";
import { ALWAYS } from "./rules-fixture.ts";

/** One indicator's whole life: what the catalogue says of it and every vintage that was ever sent, in no order. */
export interface History {
  readonly catalogue: Catalogue;
  readonly vintages: readonly Vintage[];
}

/** Five counties until the end of 2015, one of which then goes, and a sixth that comes: like 2015 and 2016 in Liaoning. */
export const GROUP: PeerGroup = {
  scope: "990000-XY",
  members: [
    { region: "990101", ...ALWAYS },
    { region: "990102", ...ALWAYS },
    { region: "990103", ...ALWAYS },
    { region: "990104", ...ALWAYS },
    { region: "990105", from: ALWAYS.from, to: "2015-12-31" },
    { region: "990106", from: "2016-01-01", to: ALWAYS.to },
  ],
  aggregates: [
    {
      region: "990100-XY",
      members: [
        { region: "990101", ...ALWAYS },
        { region: "990102", ...ALWAYS },
      ],
    },
  ],
};

type Span = Omit<Frame, "caliber">;
const span = (periodStart: string, periodEnd: string, accumulation: Span["accumulation"]): Span => ({
  periodStart,
  periodEnd,
  accumulation,
});

/** The compared periods: three years, a leap February of its own and to date, a quarter, and a stock. */
const SPANS: readonly Span[] = [
  span("2015-01-01", "2015-12-31", "ytd"),
  span("2016-01-01", "2016-12-31", "ytd"),
  span("2016-02-01", "2016-02-29", "period"),
  span("2016-01-01", "2016-02-29", "ytd"),
  span("2016-04-01", "2016-06-30", "period"),
  span("2016-09-30", "2016-09-30", "point"),
];
const BASES: readonly Span[] = [
  span("2014-01-01", "2014-12-31", "ytd"),
  span("2015-02-01", "2015-02-28", "period"),
  span("2015-01-01", "2015-02-28", "ytd"),
  span("2015-04-01", "2015-06-30", "period"),
  span("2015-09-30", "2015-09-30", "point"),
];

export const PERIOD_ENDS = ["2015-12-31", "2016-12-31", "2016-02-29", "2016-06-30", "2016-09-30"];

/** Instants at which the past is asked; vintages lie before, between and after them. */
export const INSTANTS = [1_500_000_000_000, 1_500_000_000_500];

const digits = (max: number) => fc.integer({ min: 0, max }).map((length) => length);

/** Decimals with up to ten digits after the point, as sources write them. */
const decimal = (min: number, max: number) =>
  fc
    .tuple(fc.integer({ min, max }), digits(10), fc.nat(9_999_999_999))
    .map(([whole, length, part]) =>
      length === 0 ? `${whole}` : `${whole}.${String(part).padStart(10, "0").slice(0, length)}`,
    );

/** Round values beside any others, so that rates tie and shares fall on 0.8 and 0.95. */
const level = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom("80", "100", "105", "110", "121", "400", "335", "1000") },
  { weight: 4, arbitrary: decimal(1, 5000) },
  { weight: 1, arbitrary: fc.constantFrom("0", "-40", "0.0001", "123456789012345.0123456789") },
);
const rate = fc.oneof(
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

const catalogue: fc.Arbitrary<Catalogue> = fc.record({
  growthRule: fc.constantFrom("constant_price", "comparable", "nominal"),
  computedGrowthAllowed: fc.oneof(
    { weight: 5, arbitrary: fc.constant(true) },
    { weight: 1, arbitrary: fc.constant(false) },
  ),
  levelPriceBasis: fc.constant("current"),
  comparedPriceBases: fc.constantFrom(["constant", "comparable"], ["comparable"], ["constant"]),
  defaultCaliber: fc.constant("natural"),
  tolerancePoints: fc.constantFrom("2", "8"),
  betterIs: fc.constantFrom("higher", "lower"),
  adds: fc.oneof({ weight: 6, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
});

const REGIONS = GROUP.members.map(({ region }) => region);
const AGGREGATES = [GROUP.scope, ...GROUP.aggregates.map(({ region }) => region)];

/** How often, of ten, a figure of a kind is sent at all: whole panels without rates, or without levels, are common. */
const density = fc.constantFrom(0, 5, 8, 9, 10, 10);

interface Densities {
  readonly level: number;
  readonly base: number;
  readonly rate: number;
  readonly published: number;
}

const densities: fc.Arbitrary<Densities> = fc.record({
  level: density,
  base: density,
  rate: density,
  published: fc.constantFrom(0, 0, 3, 10),
});

/** One figure with its versions; the last of equal times is the one with the highest offset. */
function figure(
  region: string,
  at: Span,
  kind: { readonly measure: Vintage["measure"]; readonly usual: Vintage["priceBasis"]; readonly outOfTen: number },
): fc.Arbitrary<Vintage[]> {
  const version = fc.record({
    value: fc.oneof(
      { weight: 12, arbitrary: kind.measure === "level" ? level : rate },
      { weight: 1, arbitrary: fc.constant(null) },
    ),
    status: fc.constantFrom("preliminary", "final"),
    ofRecord: fc.oneof({ weight: 9, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
    knownAtMs: fc.integer({ min: 1_499_999_999_000, max: 1_500_000_001_000 }),
  });
  return fc
    .tuple(fc.nat(9), caliber, priceBasis(kind.usual), fc.array(version, { minLength: 1, maxLength: 3 }))
    .map(([chance, ofCaliber, basis, versions]) =>
      chance >= kind.outOfTen
        ? []
        : versions.map((one, offset) => ({
            ...at,
            ...one,
            region,
            offset,
            measure: kind.measure,
            priceBasis: basis,
            caliber: ofCaliber,
          })),
    );
}

function figuresAt(at: Span, usualRate: Vintage["priceBasis"], chances: Densities): fc.Arbitrary<Vintage[]> {
  const levels = { measure: "level", usual: "current", outOfTen: chances.level } as const;
  const rates = { measure: "growth_yoy", usual: usualRate, outOfTen: chances.rate } as const;
  return fc
    .tuple(
      ...REGIONS.flatMap((region) => [figure(region, at, levels), figure(region, at, rates)]),
      ...AGGREGATES.map((region) => figure(region, at, { ...rates, outOfTen: chances.published })),
    )
    .map((all) => all.flat());
}

function basesAt(at: Span, chances: Densities): fc.Arbitrary<Vintage[]> {
  const levels = { measure: "level", usual: "current", outOfTen: chances.base } as const;
  return fc.tuple(...REGIONS.map((region) => figure(region, at, levels))).map((all) => all.flat());
}

export const history: fc.Arbitrary<History> = catalogue.chain((ofIndicator) => {
  const usualRate = ofIndicator.comparedPriceBases[0] ?? "constant";
  return fc
    .tuple(
      ...SPANS.map((at) => densities.chain((chances) => figuresAt(at, usualRate, chances))),
      ...BASES.map((at) => densities.chain((chances) => basesAt(at, chances))),
    )
    .map((all) => ({ catalogue: ofIndicator, vintages: all.flat() }));
});
