import type { Random } from "./random.ts";

export const REGIONS = [
  { code: "210421", name: "抚顺县" },
  { code: "210422", name: "新宾县" },
  { code: "210423", name: "清原县" },
] as const;

export const INDICATORS = [
  { id: "gdp", name: "地区生产总值" },
  { id: "primary_value_added", name: "第一产业增加值" },
  { id: "secondary_value_added", name: "第二产业增加值" },
  { id: "general_public_budget_revenue", name: "一般公共预算收入" },
] as const;

export const FIRST_YEAR = 2005;
const YEARS = 15;

export type Region = (typeof REGIONS)[number];
export type Indicator = (typeof INDICATORS)[number];

/** A figure before it is written anywhere. */
export interface Figure {
  readonly region: Region;
  readonly indicator: Indicator;
  readonly year: number;
  readonly value: string;
}

/** Figures without a coordinate or a value twice. */
export function randomFigures(random: Random, most = 12): Figure[] {
  const all = REGIONS.length * INDICATORS.length * YEARS;
  const count = 1 + random.below(most);
  const start = random.below(all);
  return Array.from({ length: count }, (_, index) => {
    // 7 has no factor in common with the number of coordinates.
    const at = (start + index * 7) % all;
    const region = REGIONS[at % REGIONS.length] ?? REGIONS[0];
    const indicator = INDICATORS[Math.floor(at / REGIONS.length) % INDICATORS.length] ?? INDICATORS[0];
    const year = FIRST_YEAR + Math.floor(at / (REGIONS.length * INDICATORS.length));
    return { region, indicator, year, value: uniqueValue(random, index) };
  });
}

/** Whole or with decimals; the last two digits before the point are the figure's own. */
export function uniqueValue(random: Random, index: number): string {
  const whole = `${1 + random.below(9_999)}${String(index).padStart(3, "0")}`;
  return random.chance(0.3) ? `${whole}.${1 + random.below(8)}` : whole;
}

export const UNIT = "万元";
