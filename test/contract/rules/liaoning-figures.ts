import { readFileSync } from "node:fs";
import type { Vintage } from "../../oracle/facts.ts";

const FIGURES = new URL("../../../contracts/reference/figures/liaoning-figures.csv", import.meta.url);
const PRICE_BASES: Readonly<Record<string, Vintage["priceBasis"]>> = { nominal: "current", constant_price: "constant" };
const YUAN: Readonly<Record<string, bigint>> = { 万元: 10_000n, 亿元: 100_000_000n };

/** The annual figures of an indicator that ship with the reference data, in 元 and %. */
export function liaoningFigures(indicator: string, years: readonly string[]): Vintage[] {
  const [, ...lines] = readFileSync(FIGURES, "utf8").trim().split(/\r?\n/);
  return lines.flatMap((line, offset) => {
    // The columns that are read stand before the first one that may be quoted.
    const [region = "", , of, year = "", measure, value = "", unit = "", basis = "", status = ""] = line.split(",");
    const priceBasis = PRICE_BASES[basis];
    if (of !== indicator || !years.includes(year) || priceBasis === undefined) return [];
    if (measure === "growth_yoy") return [annual(region, year, { measure, value, priceBasis, status, offset })];
    const level = inYuan(value, unit);
    return [annual(region, year, { measure: "level", value: level, priceBasis, status, offset })];
  });
}

/** One annual figure; a level on current, a rate on constant prices unless it says otherwise. */
export function annual(
  region: string,
  year: string,
  figure: Pick<Vintage, "measure" | "value"> & Partial<Vintage>,
): Vintage {
  return {
    region,
    periodStart: `${year}-01-01`,
    periodEnd: `${year}-12-31`,
    accumulation: "ytd",
    priceBasis: figure.measure === "level" ? "current" : "constant",
    caliber: "natural",
    status: "preliminary",
    outcome: "accepted",
    ofRecord: false,
    knownAtMs: Date.UTC(2022, 0, 1),
    offset: 0,
    ...figure,
  };
}

function inYuan(value: string, unit: string): string {
  const factor = YUAN[unit];
  if (factor === undefined) throw new Error(`no unit of money: ${unit}`);
  const [whole = "", part = ""] = value.split(".");
  const scaled = BigInt(`${whole}${part}`) * factor;
  const digits = 10n ** BigInt(part.length);
  if (scaled % digits !== 0n) throw new Error(`${value} ${unit} is no whole number of 元`);
  return String(scaled / digits);
}
