import { isBelow, type ReferenceData, shiftYears } from "@yardstick/contracts";

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
 * weight it is. A region belongs to every scope that pools it or an aggregate of it; a region in none (a city, a
 * district, the province itself) is computed with the scope nearest above it, so that its growth is there to compare.
 * DESIGN §5.
 */
export function touchedKeys(figures: readonly TouchingFigure[], reference: ReferenceData): TouchedKey[] {
  const touched = new Map<string, { scope: string; indicator: string; periodEnds: Set<string> }>();
  const scopesByRegion = new Map<string, readonly string[]>();
  for (const { indicator, region, periodEnd, measure } of figures) {
    const scopes = scopesByRegion.get(region) ?? scopesOfRegion(region, reference);
    scopesByRegion.set(region, scopes);
    for (const scope of scopes) {
      const key = `${scope}/${indicator}`;
      const { periodEnds } = touched.get(key) ?? { periodEnds: new Set<string>() };
      touched.set(key, { scope, indicator, periodEnds });
      periodEnds.add(periodEnd);
      if (measure === "level") periodEnds.add(shiftYears(periodEnd, 1));
    }
  }
  return [...touched.values()].map((key) => ({ ...key, periodEnds: [...key.periodEnds].sort() }));
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
