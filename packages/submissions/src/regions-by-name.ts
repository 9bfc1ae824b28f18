import { normaliseName, type ReferenceData, type Region } from "@yardstick/contracts";
import { plainText } from "./normalise/plain-text.ts";

/** Regions by name, in one width and script: names are not unique (two 铁西区), short ones still less. */
export interface RegionsByName {
  /** Names that say of what kind the region is (抚顺县, Fushun County), and the aliases of the catalogue. */
  readonly full: ReadonlyMap<string, readonly Region[]>;
  /** Names without the kind (新宾, 抚顺, Fushun). */
  readonly short: ReadonlyMap<string, readonly Region[]>;
}

const indexes = new WeakMap<ReferenceData, RegionsByName>();

/** The index of this reference data, built once for as long as the data lives. */
export function regionsByName(reference: ReferenceData): RegionsByName {
  const known = indexes.get(reference);
  if (known !== undefined) return known;
  const full = new Map<string, Region[]>();
  const short = new Map<string, Region[]>();
  for (const region of reference.regions.values()) {
    const shortNames = shortNamesOf(region);
    add(short, shortNames, region);
    // Fushun alone may be the city or the county, though the catalogue calls the city so.
    add(full, [region.nameZh, region.nameEn, ...region.aliases].map(nameKey).filter(notIn(shortNames)), region);
  }
  const index = { full, short };
  indexes.set(reference, index);
  return index;
}

export const nameKey = (text: string): string => normaliseName(plainText(text));

/** What a unit is called after its kind is cut off: 辽中县 and 辽中区 are both 辽中. */
export const stemOf = ({ nameZh }: Pick<Region, "nameZh">): string => nameZh.replace(KIND_ZH, "");

const PEOPLES = "满族|蒙古族|回族|朝鲜族|锡伯族|土家族|苗族|藏族|维吾尔|壮族";
const KIND_ZH = new RegExp(`((${PEOPLES})*(自治县|自治区|自治州)|县|区|市|省)$`, "u");
const KIND_EN = /( (Manchu|Mongol|Hui|Korean))*( Autonomous)? (County|District|City|Province)$/;
/** Neither 义 nor Yi is a name. */
const MIN_CHARS_ZH = 2;
const MIN_CHARS_EN = 3;

function shortNamesOf(region: Region): string[] {
  if (region.level === "aggregate") return [];
  const english = region.nameEn.replace(/ \(.*\)$/, "").replace(KIND_EN, "");
  const chinese = stemOf(region);
  return [
    ...(chinese.length < MIN_CHARS_ZH ? [] : [nameKey(chinese)]),
    ...(english.length < MIN_CHARS_EN ? [] : [nameKey(english)]),
  ];
}

const notIn = (names: readonly string[]) => (name: string) => !names.includes(name);

function add(index: Map<string, Region[]>, names: readonly string[], region: Region): void {
  for (const name of new Set(names)) index.set(name, [...(index.get(name) ?? []), region]);
}
