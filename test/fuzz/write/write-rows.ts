import type { Figure } from "../figures.ts";
import { randomFigures, UNIT } from "../figures.ts";
import type { FuzzInput, WrittenFigure } from "../fuzz-input.ts";
import type { Random } from "../random.ts";

const SOURCE = "210400-bureau";
const JUNK: readonly unknown[] = [null, true, 5, 1e300, "", "\u0000", "x".repeat(2_000), [], {}, [[[1]]], "增长3.5%"];

const rowOf = (figure: Figure): Record<string, unknown> => ({
  indicator: figure.indicator.id,
  region: figure.region.code,
  period: String(figure.year),
  value: figure.value,
  unit: UNIT,
});

/** A body in JSON. Nearly valid ones have a row with a field too many, of another type, or none. */
export function writeJson(random: Random): FuzzInput {
  const figures = randomFigures(random);
  const isValid = random.chance(0.6);
  const rows = figures.map(rowOf);
  if (!isValid) spoil(random, rows);
  const body = { source: SOURCE, ...(random.chance(0.5) ? { mode: "atomic" } : {}), observations: rows };
  const text = JSON.stringify(body, null, random.chance(0.3) ? 2 : 0);
  const written = figures.map((figure, index) => meant(figure, `row ${index + 1}`));
  return { format: "json", kind: "rows", bytes: Buffer.from(text), figures: written, isValid };
}

/** Lines of JSON, some of them empty, with either end of line. */
export function writeNdjson(random: Random): FuzzInput {
  const figures = randomFigures(random);
  const isValid = random.chance(0.6);
  const rows = figures.map(rowOf);
  if (!isValid) spoil(random, rows);
  const lines: string[] = [];
  const written: WrittenFigure[] = [];
  for (const [index, row] of rows.entries()) {
    while (random.chance(0.1)) lines.push(random.pick(["", " ", "\t"]));
    const text = JSON.stringify(row);
    lines.push(!isValid && random.chance(0.1) ? text.slice(0, 1 + random.below(text.length - 1)) : text);
    const figure = figures[index];
    if (figure !== undefined) written.push(meant(figure, `line ${lines.length}`));
  }
  const end = random.pick(["\n", "\r\n"]);
  const text = lines.join(end) + (random.chance(0.5) ? end : "");
  return { format: "ndjson", kind: "rows", bytes: Buffer.from(text), figures: written, isValid };
}

function spoil(random: Random, rows: Record<string, unknown>[]): void {
  const row = random.pick(rows);
  const field = random.pick(["indicator", "region", "period", "unit", "note", "valeu", "place"]);
  if (random.chance(0.3)) delete row[field];
  else row[field] = random.pick(JUNK);
}

export const meant = ({ region, indicator, year, value }: Figure, place: string): WrittenFigure => ({
  region: region.code,
  indicator: indicator.id,
  year,
  value,
  place,
});
