import type { DecodedItem } from "@yardstick/submissions";
import type { WrittenFigure } from "./fuzz-input.ts";

/**
 * No figure may vanish without a word. Each that was written is a row, once, or something is told of it: of the whole
 * file, of its table where that was not read at all, or of its row. Returns the first that is lost.
 */
export function lostFigures(figures: readonly WrittenFigure[], items: readonly DecodedItem[]): string | null {
  const rows = items.filter((item) => item.kind === "row");
  const counts = new Map<string, number>();
  // A figure that stands where a period should, and a row without a value, are told of when the row is judged.
  const texts = new Set<string>();
  for (const { fields, place } of rows) {
    const value = String(fields.value ?? "").trim();
    counts.set(value, (counts.get(value) ?? 0) + 1);
    for (const text of Object.values(fields)) for (const part of String(text).split("/")) texts.add(part.trim());
    if (fields.value === null) texts.add(place);
  }
  const isEnded = items.some((item) => item.kind === "fault" && item.isFatal);
  const told = new Set(items.flatMap(placesOf));
  const tablesRead = new Set(items.flatMap((item) => (item.kind === "table" ? [item.table] : [])));
  const hasFault = items.some((item) => item.kind === "fault");
  for (const { value, place } of figures) {
    const count = counts.get(value) ?? 0;
    if (count > 1) return `${value} at ${place} was written once and read ${count} times`;
    if (count === 1 || isEnded || isTold(place, told) || texts.has(value) || texts.has(place)) continue;
    const isTableRead = tablesRead.has(tableOf(place)) || rows.some((row) => tableOf(row.place) === tableOf(place));
    if (!isTableRead && hasFault) continue;
    return `${value} at ${place} was written, and is neither read nor told of`;
  }
  return null;
}

/** Of its row, its column where that is passed over, or the series that it belongs to. */
function isTold(place: string, told: ReadonlySet<string>): boolean {
  if (told.has(lineOf(place)) || told.has(columnOf(place))) return true;
  const series = place.indexOf("/observations/");
  return series >= 0 && told.has(place.slice(0, series));
}

function placesOf(item: DecodedItem): string[] {
  if (item.kind === "fault") return item.fault.issue.place ? [lineOf(item.fault.issue.place)] : [];
  if (item.kind !== "finding" || !item.issue.place) return [];
  return [item.issue.code === "COLUMN_PASSED_OVER" ? columnOf(item.issue.place) : lineOf(item.issue.place)];
}

const tableOf = (place: string) => (place.includes("!") ? place.slice(0, place.indexOf("!")) : "");

/** The row of a cell: `表1!7` of `表1!C7`; other places are lines or paths already. */
const lineOf = (place: string) => place.replace(/(^|!)[A-Z]{1,3}(\d+)$/, "$1$2");

/** `表1!C` of `表1!C7`. */
const columnOf = (place: string) => place.replace(/(^|!)([A-Z]{1,3})\d+$/, "$1$2");
