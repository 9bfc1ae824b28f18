import fc from "fast-check";
import type { Catalogue, Membership, PeerGroup, Vintage } from "../../oracle/facts.ts";
import { figure, type Span, span } from "./random-figures.ts";
import { ALWAYS } from "./rules-fixture.ts";

/** Peer groups of its own with every vintage that was ever sent about them, in no order. */
export interface Panel {
  /** The group, and at times one of its aggregates as a group of its own, as 210400-XY is beside 210000-XY. */
  readonly groups: readonly PeerGroup[];
  readonly vintages: readonly Vintage[];
  /** What weighs the regions, where the indicator wants it. */
  readonly weights: readonly Vintage[];
}

/** The compared spans: years, a leap February of its own and to date, a quarter of its own, half a year, and a stock. */
const SPANS: readonly Span[] = [
  span("2015-01-01", "2015-12-31", "ytd"),
  span("2016-01-01", "2016-12-31", "ytd"),
  span("2016-02-01", "2016-02-29", "period"),
  span("2016-01-01", "2016-02-29", "ytd"),
  span("2016-04-01", "2016-06-30", "period"),
  span("2016-01-01", "2016-06-30", "ytd"),
  span("2016-09-30", "2016-09-30", "point"),
];
const BASES: readonly Span[] = [
  span("2014-01-01", "2014-12-31", "ytd"),
  span("2015-02-01", "2015-02-28", "period"),
  span("2015-01-01", "2015-02-28", "ytd"),
  span("2015-04-01", "2015-06-30", "period"),
  span("2015-01-01", "2015-06-30", "ytd"),
  span("2015-09-30", "2015-09-30", "point"),
];
const WEIGHED: readonly Span[] = ["2014-12-31", "2015-12-31", "2016-12-31"].map((day) => span(day, day, "point"));

export const SPANS_OF_A_PANEL = SPANS.length;
export const PERIOD_ENDS = [...new Set(SPANS.map(({ periodEnd }) => periodEnd))];

/** Who belongs always, who goes, and who comes: within a year, at its end, and between the two sides of a growth rate. */
const days = fc.oneof(
  { weight: 5, arbitrary: fc.constant(ALWAYS) },
  {
    weight: 1,
    arbitrary: fc.constantFrom("2015-12-31", "2016-02-28", "2016-03-31").map((to) => ({ ...ALWAYS, to })),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom("2016-01-01", "2016-02-29", "2016-09-30").map((from) => ({ ...ALWAYS, from })),
  },
);

/** How often, of ten, a figure of a kind is sent at all: whole panels without rates, or without levels, are common. */
const density = fc.constantFrom(0, 5, 8, 9, 10, 10);

/** @param code first digits of the codes of its regions. */
export function randomPanel(code: string, { comparedPriceBases, aggregation }: Catalogue): fc.Arbitrary<Panel> {
  const usual = comparedPriceBases[0] ?? "constant";
  return fc
    .tuple(fc.array(days, { minLength: 3, maxLength: 7 }), fc.nat(2), fc.boolean())
    .chain(([memberships, inAggregate, isNested]) => {
      const members = memberships.map((of, at) => ({ region: `${code}${at}`, ...of }));
      const groups = groupsOf(code, members, { inAggregate: inAggregate === 0 ? 0 : inAggregate + 1, isNested });
      const regions = members.map(({ region }) => region);
      const pools = groups.flatMap(({ scope, aggregates }) => [scope, ...aggregates.map(({ region }) => region)]);
      const sentAt = (at: Span) =>
        fc
          .tuple(density, density, fc.constantFrom(0, 0, 3, 10))
          .chain(([levels, rates, published]) =>
            fc.tuple(
              ...regions.flatMap((region) => [
                figure(region, at, { measure: "level", usual: "current", outOfTen: levels }),
                figure(region, at, { measure: "growth_yoy", usual, outOfTen: rates }),
              ]),
              ...[...new Set(pools)].map((region) =>
                figure(region, at, { measure: "growth_yoy", usual, outOfTen: published }),
              ),
            ),
          );
      const basesAt = (at: Span) =>
        density.chain((outOfTen) =>
          fc.tuple(...regions.map((region) => figure(region, at, { measure: "level", usual: "current", outOfTen }))),
        );
      const weightsAt = (at: Span) =>
        fc.tuple(
          ...regions.map((region) =>
            figure(region, at, {
              ...{ measure: "level", usual: "current", isPlain: true },
              ...{ outOfTen: 8, value: fc.constantFrom("1", "2", "310000", "0", "12.5") },
            }),
          ),
        );
      return fc.record({
        groups: fc.constant(groups),
        vintages: fc.tuple(...SPANS.map(sentAt), ...BASES.map(basesAt)).map((all) => all.flat(2)),
        weights: aggregation === "weighted" ? fc.tuple(...WEIGHED.map(weightsAt)).map((all) => all.flat(2)) : NONE,
      });
    });
}

const NONE: fc.Arbitrary<Vintage[]> = fc.constant([]);

function groupsOf(
  code: string,
  members: readonly Membership[],
  { inAggregate, isNested }: { readonly inAggregate: number; readonly isNested: boolean },
): PeerGroup[] {
  const aggregate = { region: `${code}A-XY`, members: members.slice(0, inAggregate) };
  const aggregates = inAggregate === 0 ? [] : [aggregate];
  const whole: PeerGroup = { scope: `${code}-XY`, members, aggregates };
  const nested: PeerGroup = { scope: aggregate.region, members: aggregate.members, aggregates: [] };
  return isNested && inAggregate > 0 ? [whole, nested] : [whole];
}
