import { normaliseName, type ReferenceData, type Region } from "@yardstick/contracts";

/** Regions by name, normalised like the names of the catalogue: names are not unique (two 铁西区). */
export type RegionsByName = ReadonlyMap<string, readonly Region[]>;

const indexes = new WeakMap<ReferenceData, RegionsByName>();

/** The index of this reference data, built once for as long as the data lives. */
export function regionsByName(reference: ReferenceData): RegionsByName {
  const known = indexes.get(reference);
  if (known !== undefined) return known;
  const index = new Map<string, Region[]>();
  for (const region of reference.regions.values()) {
    for (const name of new Set([region.nameZh, region.nameEn].map(normaliseName))) {
      index.set(name, [...(index.get(name) ?? []), region]);
    }
  }
  indexes.set(reference, index);
  return index;
}
