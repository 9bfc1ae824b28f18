import type { Catalogue } from "./facts.ts";
import type { MemberRate } from "./pool.ts";
import { compare, type Rational, roundHalfAway } from "./rational.ts";

export interface Rank {
  readonly rank: number;
  /** Worst place once the missing members report. */
  readonly rankWorst: number;
  readonly rankOf: number;
}

/** Places by growth among the reporting members; unrounded only where every ranked growth is computed. DOMAIN §5. */
export function rankMembers(members: readonly MemberRate[], betterIs: Catalogue["betterIs"]): Map<string, Rank> {
  const rated = members.flatMap(({ region, rate, source }) => (rate === null ? [] : [{ region, rate, source }]));
  const isExact = rated.every(({ source }) => source === "computed");
  const ranked = rated.map(({ region, rate }) => ({ region, value: isExact ? rate : roundHalfAway(rate, 1) }));
  return placesOf(ranked, { betterIs, expected: members.length });
}

/** Places by level, as it stands, among the members that have one. */
export function rankLevels(members: readonly MemberRate[], betterIs: Catalogue["betterIs"]): Map<string, Rank> {
  const ranked = members.flatMap(({ region, growth }) =>
    growth.level === null ? [] : [{ region, value: growth.level.value }],
  );
  return placesOf(ranked, { betterIs, expected: members.length });
}

/** Ties are 1-2-2-4. */
function placesOf(
  ranked: readonly { readonly region: string; readonly value: Rational }[],
  { betterIs, expected }: { readonly betterIs: Catalogue["betterIs"]; readonly expected: number },
): Map<string, Rank> {
  const isBetter = (a: Rational, b: Rational) => (betterIs === "higher" ? compare(a, b) > 0 : compare(a, b) < 0);
  return new Map(
    ranked.map(({ region, value }) => {
      const rank = 1 + ranked.filter((other) => isBetter(other.value, value)).length;
      return [region, { rank, rankWorst: rank + expected - ranked.length, rankOf: ranked.length }];
    }),
  );
}
