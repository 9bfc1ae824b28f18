import { isBelow, lastDayOfMonth, type ReferenceData, shiftYears } from "@yardstick/contracts";

/** What has to be computed again: one indicator in one scope, for the periods that end on these days. */
export interface TouchedKey {
  readonly scope: string;
  readonly indicator: string;
  /** Ascending, each once. */
  readonly periodEnds: readonly string[];
}

/** The part of a figure that decides what it touches. */
export interface TouchingFigure {
  readonly indicator: string;
  readonly region: string;
  readonly periodEnd: string;
  readonly measure: "level" | "growth_yoy";
}

/**
 * The keys that these figures touch: their own period, and for a level also the period a year later, whose base and
 * weight it is. A level that weighs other indicators touches theirs as well. A region belongs to every scope that pools it or an aggregate of it; a region in none (a city, a
 * district, the province itself) is computed with the scope nearest above it, so that its growth is there to compare.
 * DESIGN §5.
 */
export function touchedKeys(figures: readonly TouchingFigure[], reference: ReferenceData): TouchedKey[] {
  const touched = new Map<string, { scope: string; indicator: string; periodEnds: Set<string> }>();
  const touch = (scope: string, indicator: string, ends: readonly string[]) => {
    const key = touched.get(`${scope}/${indicator}`) ?? { scope, indicator, periodEnds: new Set<string>() };
    touched.set(`${scope}/${indicator}`, key);
    for (const end of ends) key.periodEnds.add(end);
  };
  const scopesOf = memoised((region) => scopesOfRegion(region, reference));
  const weighedBy = memoised((indicator) => weighedIndicators(indicator, reference));
  for (const { indicator, region, periodEnd, measure } of figures) {
    for (const scope of scopesOf(region)) {
      touch(scope, indicator, measure === "level" ? [periodEnd, shiftYears(periodEnd, 1)] : [periodEnd]);
      if (measure !== "level") continue;
      for (const weighed of weighedBy(indicator)) touch(scope, weighed, monthEndsFrom(periodEnd));
    }
  }
  return [...touched.values()].map((key) => ({ ...key, periodEnds: [...key.periodEnds].sort() }));
}

/** Indicators that are pooled by the level of this one. */
function weighedIndicators(indicator: string, { indicators }: ReferenceData): readonly string[] {
  return [...indicators.values()].filter(({ weightIndicator }) => weightIndicator === indicator).map(({ id }) => id);
}

/** A weight counts until a newer one comes, at most for two years: the month ends from its own on. */
function monthEndsFrom(day: string): string[] {
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))];
  return Array.from({ length: WEIGHT_MONTHS }, (_, later) => lastDayOfMonth(year, month + later));
}

const WEIGHT_MONTHS = 24;

function memoised(find: (name: string) => readonly string[]): (name: string) => readonly string[] {
  const found = new Map<string, readonly string[]>();
  return (name) => {
    const known = found.get(name) ?? find(name);
    found.set(name, known);
    return known;
  };
}

/** Scopes in which a region is pooled, is the published rate, or stands below; ascending. */
function scopesOfRegion(code: string, reference: ReferenceData): readonly string[] {
  const pooling = [...reference.scopes.keys()].filter((scope) =>
    poolsOf(scope, reference).some((pool) => takesPart(code, pool, reference)),
  );
  if (pooling.length > 0) return pooling.sort();
  const above = [...reference.scopes.values()].filter(({ countiesOf }) => {
    const region = reference.regions.get(code);
    if (countiesOf === null || region === undefined) return false;
    return code === countiesOf || isBelow(reference.regions, region, countiesOf);
  });
  const nearest = above.find(
    ({ countiesOf }) => !above.some((other) => isInside(other.countiesOf, countiesOf, reference)),
  );
  return nearest === undefined ? [] : [nearest.id];
}

const poolsOf = (scope: string, reference: ReferenceData) => [
  scope,
  ...(reference.scopes.get(scope)?.comparedAggregates ?? []),
];

function takesPart(code: string, pool: string, { scopes, regions }: ReferenceData): boolean {
  if (code === pool) return true;
  const scope = scopes.get(pool);
  const region = regions.get(code);
  if (scope === undefined || region === undefined) return false;
  if (scope.members.includes(code)) return true;
  return scope.countiesOf !== null && region.countyEconomy && isBelow(regions, region, scope.countiesOf);
}

function isInside(inner: string | null, outer: string | null, { regions }: ReferenceData): boolean {
  const region = inner === null ? undefined : regions.get(inner);
  return region !== undefined && outer !== null && isBelow(regions, region, outer);
}
