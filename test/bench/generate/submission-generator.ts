import { loadReference, type ReferenceData, type Region } from "@yardstick/contracts";

/** One POST: a bureau's monthly figures. */
export interface GeneratedSubmission {
  readonly source: string;
  /** JSON of the body. */
  readonly bytes: Buffer;
  readonly rows: number;
}

export interface SubmissionGenerator {
  /** The next `rows` figures, cut into submissions; the sources take turns. No coordinate comes twice. */
  next(rows: number, rowsPerSubmission: number): GeneratedSubmission[];
  /** How many rows there can be. */
  readonly capacity: number;
}

/** Indicators with monthly levels and rates, and the size of a county's month in 万元 (income: 元). */
const INDICATORS = [
  { id: "gdp", size: 90_000, unit: "万元", priceBasis: "constant" },
  { id: "primary_value_added", size: 21_000, unit: "万元", priceBasis: "constant" },
  { id: "secondary_value_added", size: 31_000, unit: "万元", priceBasis: "constant" },
  { id: "tertiary_value_added", size: 38_000, unit: "万元", priceBasis: "constant" },
  { id: "industrial_value_added", size: 24_000, unit: "万元", priceBasis: "comparable" },
  { id: "general_public_budget_revenue", size: 7_000, unit: "万元", priceBasis: "current" },
  { id: "fixed_asset_investment", size: 40_000, unit: "万元", priceBasis: "current" },
  { id: "rural_disposable_income", size: 1_400, unit: "元", priceBasis: "current" },
] as const;
const ACCUMULATIONS = ["ytd", "period"] as const;
const MEASURES = ["level", "growth_yoy"] as const;
/** Prime to four partitions' worth of keys: enough bureaus that every partition has some. */
const SOURCES = 14;
const FIRST_YEAR = 1996;
const LAST_YEAR = 2024;

/**
 * Figures as bureaus send them, month after month: levels and rates of eight indicators for every county of Liaoning
 * that existed, year to date and single month. The same figures at every run, from the first month on.
 */
export function createSubmissionGenerator(reference: ReferenceData = loadReference()): SubmissionGenerator {
  const places = [...placesOf(reference)];
  let at = 0;
  let submissions = 0;
  return {
    capacity: places.length,
    next(rows, rowsPerSubmission) {
      const answer: GeneratedSubmission[] = [];
      for (let left = rows; left > 0; left -= rowsPerSubmission) {
        const cut = places.slice(at, at + Math.min(rowsPerSubmission, left));
        if (cut.length === 0) throw new RangeError(`there are no more than ${places.length} figures`);
        at += cut.length;
        answer.push(submissionOf(`bench-${submissions++ % SOURCES}-bureau`, cut));
      }
      return answer;
    },
  };
}

interface Place {
  readonly indicator: (typeof INDICATORS)[number];
  readonly region: string;
  readonly year: number;
  readonly month: number;
  readonly accumulation: (typeof ACCUMULATIONS)[number];
  readonly measure: (typeof MEASURES)[number];
}

function* placesOf(reference: ReferenceData): Generator<Place> {
  const counties = [...reference.regions.values()].filter(({ code, countyEconomy }) => countyEconomy && code < "22");
  for (let year = FIRST_YEAR; year <= LAST_YEAR; year += 1) {
    for (let month = 2; month <= 12; month += 1) {
      const there = counties.filter((county) => existed(county, year, month));
      for (const accumulation of ACCUMULATIONS) {
        // A bundle of January and February has no single month in it.
        if (accumulation === "period" && month === 2) continue;
        for (const indicator of INDICATORS)
          for (const measure of MEASURES)
            for (const { code } of there) yield { indicator, region: code, year, month, accumulation, measure };
      }
    }
  }
}

function existed({ validFrom, validTo }: Region, year: number, month: number): boolean {
  const text = `${year}-${String(month).padStart(2, "0")}`;
  return (validFrom === null || validFrom <= text) && (validTo === null || text <= validTo);
}

function submissionOf(source: string, places: readonly Place[]): GeneratedSubmission {
  const observations = places.map((place) => ({
    indicator: place.indicator.id,
    region: place.region,
    period: `${place.year}-${String(place.month).padStart(2, "0")}`,
    accumulation: place.accumulation,
    measure: place.measure,
    value: place.measure === "level" ? levelOf(place) : rateOf(place),
    unit: place.measure === "level" ? place.indicator.unit : "%",
    priceBasis: place.measure === "level" ? "current" : place.indicator.priceBasis,
    caliber: "natural",
    status: "preliminary",
  }));
  const bytes = Buffer.from(JSON.stringify({ source, mode: "atomic", observations }));
  return { source, bytes, rows: observations.length };
}

/** Grows by some percent a year, with a county's own size and a month's own noise. */
function levelOf({ indicator, region, year, month, accumulation }: Place): string {
  const size = indicator.size * (0.3 + noise(`${region}${indicator.id}`) * 2);
  const months = accumulation === "ytd" ? month : 1;
  const growth = 1.06 ** (year - FIRST_YEAR);
  return (size * months * growth * (0.95 + noise(`${region}${year}${month}`) / 10)).toFixed(1);
}

function rateOf({ indicator, region, year, month, accumulation }: Place): string {
  return (noise(`${indicator.id}${region}${year}${month}${accumulation}`) * 14 - 2).toFixed(1);
}

/** 0 to 1, the same for the same text (FNV-1a). */
function noise(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return ((hash ^ (hash >>> 13)) >>> 0) / 0x1_0000_0000;
}
