import type { Agency, ReferenceData } from "./reference-data.ts";

/**
 * Agencies by their ids, for one region: where the plan says 各县区政府, the region's own government answers, which the
 * catalogue names `<id>-<region>`. DOMAIN §6.
 */
export function agenciesForRegion(
  reference: Pick<ReferenceData, "agencies">,
  ids: readonly string[],
  region: string,
): Agency[] {
  return ids.flatMap((id) => reference.agencies.get(`${id}-${region}`) ?? reference.agencies.get(id) ?? []);
}
