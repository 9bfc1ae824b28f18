import type { SubmissionOrigin } from "@yardstick/contracts";

/** Locators of a table's fields, seen from a row's place: `A` is column A of its row, `3` row 3 of its column, `B1` that cell. */
export type FieldLocators = NonNullable<SubmissionOrigin["fields"]>;

/**
 * Where a field of a row stands: the row's place (`Sheet1!C7`) with the field's locator laid over it. A field without a
 * locator, and a place that is no cell (`line 12`), is the row's own place; null where the row says no place.
 */
export function placeOfField(
  place: string | undefined,
  field: string | null,
  fields: FieldLocators | undefined,
): string | null {
  if (place === undefined) return null;
  if (field === null || field === "value" || fields === undefined) return place;
  const [, sheet, table = "", column = "", row = ""] = CELL.exec(place) ?? [];
  if (column === "") return place;
  const locators = Object.hasOwn(fields, table) ? fields[table] : undefined;
  const locator = locators !== undefined && Object.hasOwn(locators, field) ? locators[field] : undefined;
  const [, atColumn = "", atRow = ""] = LOCATOR.exec(locator ?? "") ?? [];
  return `${sheet ?? ""}${atColumn || column}${atRow || row}`;
}

/** A sheet may have any name, one with an exclamation mark too: the last one parts it from the cell. */
const CELL = /^((.*)!)?([A-Z]{1,3})([1-9]\d*)$/s;
const LOCATOR = /^([A-Z]{1,3})?([1-9]\d*)?$/;
