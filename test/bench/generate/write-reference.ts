import { mkdir, writeFile } from "node:fs/promises";
import { loadReference } from "@yardstick/contracts";

/** Codes of all provinces of GB/T 2260 but Liaoning, whose counties the shipped files have. */
const PROVINCES = [
  ...["11", "12", "13", "14", "15", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41", "42", "43", "44", "45"],
  ...["46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65"],
];
const COUNTIES = 2_800;
const COUNTIES_OF_A_CITY = 10;

/** What `writeReference` has made, beside what is shipped. */
export interface CountryReference {
  /** For `YARDSTICK_REFERENCE_DIR`. */
  readonly overlayDir: string;
  /** Indicators that figures can be generated for; the first is `gdp`. */
  readonly indicators: readonly string[];
  /** One for each of the 31 provinces, ascending. */
  readonly scopes: readonly string[];
}

/**
 * The whole country laid over the shipped files: 2,800 counties that always existed, in 31 provinces with a peer group
 * each, and as many indicators as are asked for, all of gdp's kind.
 */
export async function writeReference(overlayDir: string, indicatorCount: number): Promise<CountryReference> {
  const shipped = loadReference();
  const there = [...shipped.regions.values()].filter(
    ({ countyEconomy, validFrom, validTo }) => countyEconomy && validFrom === null && validTo === null,
  ).length;
  const [gdp] = [...shipped.indicators.values()].filter(({ id }) => id === "gdp");
  const more = Array.from({ length: indicatorCount - 1 }, (_, at) => `bench_${String(at + 1).padStart(3, "0")}`);
  await mkdir(overlayDir, { recursive: true });
  const indicators = more.map((id) => ({ ...gdp, id, nameZh: id, nameEn: id, aliases: [] }));
  await writeFile(`${overlayDir}/regions.csv`, [HEADINGS, ...regionLines(COUNTIES - there)].join("\n"));
  await writeFile(`${overlayDir}/indicators.json`, JSON.stringify(indicators));
  await writeFile(`${overlayDir}/scopes.json`, JSON.stringify(PROVINCES.map(scopeOf)));
  const scopes = [...PROVINCES, "21"].map((province) => `${province}0000-XY`).sort();
  return { overlayDir, indicators: ["gdp", ...more], scopes };
}

const HEADINGS = "code,nameZh,nameEn,level,parent,countyEconomy,validFrom,validTo,note,source";

function regionLines(counties: number): string[] {
  const lines: string[] = [];
  const line = (code: string, name: string, level: string, parent: string, isCounty: boolean) =>
    lines.push([code, name, name, level, parent, isCounty, "", "", "", "made up for the benchmark"].join(","));
  PROVINCES.forEach((province, at) => {
    line(`${province}0000`, `Province ${province}`, "province", "", false);
    line(`${province}0000-XY`, `Counties of ${province}`, "aggregate", `${province}0000`, false);
    const own = Math.floor(counties / PROVINCES.length) + (at < counties % PROVINCES.length ? 1 : 0);
    for (let county = 0; county < own; county += 1) {
      const city = `${province}${String(1 + Math.floor(county / COUNTIES_OF_A_CITY)).padStart(2, "0")}`;
      const ordinal = county % COUNTIES_OF_A_CITY;
      if (ordinal === 0) line(`${city}00`, `City ${city}`, "city", `${province}0000`, false);
      line(`${city}${21 + ordinal}`, `County ${city}${21 + ordinal}`, "county", `${city}00`, true);
    }
  });
  return lines;
}

function scopeOf(province: string) {
  const names = { nameZh: `Counties of ${province}`, nameEn: `Counties of ${province}` };
  const countiesOf = `${province}0000`;
  return { id: `${countiesOf}-XY`, ...names, countiesOf, members: [], comparedAggregates: [], bureau: null };
}
