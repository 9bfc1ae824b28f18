import { FIRST_YEAR, INDICATORS, REGIONS, randomFigures, UNIT, uniqueValue } from "../figures.ts";
import type { WrittenFigure } from "../fuzz-input.ts";
import type { Random } from "../random.ts";
import { meant } from "./write-rows.ts";

/** A table before it is CSV or a sheet. */
export interface WrittenTable {
  readonly kind: "long" | "wide";
  /** Texts by row and column; null for a row that is blank. */
  readonly rows: readonly (readonly string[] | null)[];
  readonly figures: readonly WrittenFigure[];
  readonly isValid: boolean;
}

/** Cells of figures are named `C7`; whoever writes a sheet puts its name before. */
export function tableOf(random: Random): WrittenTable {
  const table = random.chance(0.6) ? longTable(random) : wideTable(random);
  return random.chance(0.6) ? table : spoiled(random, table);
}

function longTable(random: Random): WrittenTable {
  const figures = randomFigures(random);
  const rows: (string[] | null)[] = [];
  if (random.chance(0.3)) rows.push(["主要指标"], null);
  const isByName = random.chance(0.5);
  rows.push([random.pick(["地区", "region"]), random.pick(["指标", "indicator"]), "时间", "数值", "单位"]);
  const written = figures.map((figure) => {
    while (random.chance(0.08)) rows.push(null);
    const { region, indicator, year, value } = figure;
    const period = random.pick([String(year), `${year}年`]);
    rows.push([isByName ? region.name : region.code, isByName ? indicator.name : indicator.id, period, value, UNIT]);
    return meant(figure, `D${rows.length}`);
  });
  notes(random, rows);
  return { kind: "long", rows, figures: written, isValid: true };
}

/** Regions down, indicators or years across. Some cells are blank. */
function wideTable(random: Random): WrittenTable {
  const year = FIRST_YEAR + random.below(14);
  const areYearsAcross = random.chance(0.5);
  const rows: (string[] | null)[] = [];
  const indicator = random.pick(INDICATORS);
  if (areYearsAcross) rows.push([indicator.name], [`单位:${UNIT}`]);
  else rows.push([`${year}年各县主要指标`], ["", "", `单位:${UNIT}`]);
  const across = areYearsAcross
    ? [year, year + 1].map((one) => ({ indicator, year: one, heading: `${one}年` }))
    : INDICATORS.slice(0, 1 + random.below(INDICATORS.length)).map((one) => ({
        indicator: one,
        year,
        heading: one.name,
      }));
  rows.push(["地区", ...across.map(({ heading }) => heading)]);
  const written: WrittenFigure[] = [];
  for (const region of REGIONS) {
    const cells: string[] = [region.name];
    for (const { indicator, year } of across) {
      const value = written.length > 0 && random.chance(0.1) ? "" : uniqueValue(random, written.length);
      cells.push(value);
      const place = `${String.fromCharCode(64 + cells.length)}${rows.length + 1}`;
      if (value !== "") written.push(meant({ region, indicator, year, value }, place));
    }
    rows.push(cells);
  }
  notes(random, rows);
  return { kind: "wide", rows, figures: written, isValid: true };
}

function notes(random: Random, rows: (readonly string[] | null)[]): void {
  if (random.chance(0.3)) rows.push(["注:按现行价格计算。"]);
}

const ODD = [
  "",
  " ",
  "…",
  "-",
  "#REF!",
  "合计",
  "增长3.5%",
  "1,234.5",
  "2021",
  "地区",
  "注:",
  "x".repeat(300),
  "\u3000",
  "🦌",
];

/** Some cells hold something else, stand elsewhere, or are missing; the figures that they held are gone with them. */
function spoiled(random: Random, table: WrittenTable): WrittenTable {
  const rows = table.rows.map((row) => (row === null ? null : [...row]));
  for (let left = 1 + random.below(4); left > 0; left -= 1) {
    const row = random.pick(rows);
    if (row === null) continue;
    const column = random.below(row.length + 1);
    const change = random.below(10);
    if (change < 2) row.splice(column, 0, random.pick(ODD));
    else if (change < 4) row.splice(column, 1);
    else row[column] = random.pick(ODD);
  }
  const held = rows.flatMap((row, index) =>
    (row ?? []).map((text, column) => [text, `${String.fromCharCode(65 + column)}${index + 1}`] as const),
  );
  const places = new Map(held.filter(([text]) => text !== ""));
  const figures = table.figures.flatMap((figure) => {
    const place = places.get(figure.value);
    return place === undefined ? [] : [{ ...figure, place }];
  });
  return { ...table, rows, figures, isValid: false };
}
