import type { ReferenceData, Region } from "./reference-data.ts";

/**
 * Whether a region existed in some part of a period (both days inclusive, YYYY-MM-DD): a unit that was abolished keeps
 * the figures of the periods in which it existed. DOMAIN §2.
 */
export function regionIsValidIn(region: Region, periodStart: string, periodEnd: string): boolean {
  const startsInTime = region.validFrom === null || region.validFrom <= periodEnd.slice(0, 7);
  const endsLateEnough = region.validTo === null || region.validTo >= periodStart.slice(0, 7);
  return startsInTime && endsLateEnough;
}

/** Codes of the members of a scope on a day, ascending. A scope that is not known has none. DOMAIN §2. */
export function scopeMembersOn(
  reference: Pick<ReferenceData, "regions" | "scopes">,
  scopeId: string,
  day: string,
): string[] {
  const scope = reference.scopes.get(scopeId);
  if (scope === undefined) return [];
  const { countiesOf } = scope;
  const candidates = [...reference.regions.values()].filter((region) =>
    countiesOf === null
      ? scope.members.includes(region.code)
      : region.countyEconomy && isBelow(reference.regions, region, countiesOf),
  );
  return candidates
    .filter((region) => regionIsValidIn(region, day, day))
    .map((region) => region.code)
    .sort();
}

/** Whether `ancestor` is found on the way up from the region. */
export function isBelow(regions: ReferenceData["regions"], region: Region, ancestor: string): boolean {
  let parent = region.parent;
  while (parent !== null) {
    if (parent === ancestor) return true;
    parent = regions.get(parent)?.parent ?? null;
  }
  return false;
}
