import { isBelow, type ReferenceData, type Region } from "@yardstick/contracts";
import { nameKey, type RegionsByName, regionsByName } from "../regions-by-name.ts";

export type RegionReading = { readonly region: Region } | { readonly candidates: readonly Region[] };

/**
 * The region that a text names: code, name, former or short name, alone or behind its parents (`沈阳市/铁西区`,
 * `辽宁省抚顺市抚顺县`). The candidates where it could be several, none where it is no region. DOMAIN §2.
 */
export function readRegionName(
  text: string,
  reference: ReferenceData,
  { parent }: { readonly parent?: string } = {},
): RegionReading {
  const named = regionsNamed(parent === undefined ? text : `${parent}/${text}`, reference);
  const [only] = named;
  return only !== undefined && named.length === 1 ? { region: only } : { candidates: named };
}

/** All regions that a text can mean, of whatever time: a county and the district that it became are two. */
export function regionsNamed(text: string, reference: ReferenceData): readonly Region[] {
  const region = regionOfCode(text, reference);
  if (region !== null) return [region];
  if (text.length > MAX_CHARS) return [];
  const parts = text
    .split(/[/>／＞]/u)
    .map(nameKey)
    .filter((part) => part !== "");
  const [first, ...rest] = parts.map((part) => ofPart(part, reference));
  return rest.reduce(
    (above, named) => named.filter((one) => above.some((parent) => isWithin(one, parent, reference))),
    first ?? [],
  );
}

const MAX_CHARS = 128;

/** The six digits of a code that is written with nine or twelve (210421000000), in any width. */
export function regionOfCode(text: string, { regions }: Pick<ReferenceData, "regions">): Region | null {
  const region = regions.get(text);
  if (region !== undefined) return region;
  const code = nameKey(text).toUpperCase();
  return regions.get(code) ?? regions.get(/^\d{6}0{3}(?:0{3})?$/.test(code) ? code.slice(0, 6) : "") ?? null;
}

/** A total in the row of its parent: 抚顺市/抚顺市. */
const isWithin = (region: Region, parent: Region, { regions }: ReferenceData) =>
  region === parent || isBelow(regions, region, parent.code);

function ofPart(part: string, reference: ReferenceData, depth = 0): readonly Region[] {
  const region = regionOfCode(part, reference);
  if (region !== null) return [region];
  const named = ofName(part, regionsByName(reference));
  if (named.length > 0) return named;
  if (depth === MAX_DEPTH) return [];
  return ofCodeAndName(part, reference, depth) ?? ofJoinedNames(part, reference, depth);
}

const ofName = (name: string, { full, short }: RegionsByName) => full.get(name) ?? short.get(name) ?? [];

/** `210421 抚顺县`: both have to mean the same. */
function ofCodeAndName(part: string, reference: ReferenceData, depth: number): readonly Region[] | null {
  const match = /^(\d{6}(?:\d{6})?(?:-[a-z]+)?)[-_:.,、]?(\D.*)$/u.exec(part);
  if (match === null) return null;
  const region = regionOfCode(match[1] ?? "", reference);
  return region !== null && ofPart(match[2] ?? "", reference, depth + 1).includes(region) ? [region] : [];
}

/** Parents before it without anything between: 沈阳市铁西区. Every way to cut it counts. */
function ofJoinedNames(part: string, reference: ReferenceData, depth: number): readonly Region[] {
  const byName = regionsByName(reference);
  const found = new Set<Region>();
  for (let at = MIN_PREFIX; at <= part.length - MIN_REST; at += 1) {
    const above = ofName(part.slice(0, at), byName);
    if (above.length === 0) continue;
    for (const region of ofPart(part.slice(at), reference, depth + 1)) {
      if (above.some((parent) => isBelow(reference.regions, region, parent.code))) found.add(region);
    }
  }
  return [...found];
}

/** Country, province, city, county, town: no path is longer. */
const MAX_DEPTH = 5;
const MIN_PREFIX = 2;
const MIN_REST = 2;
