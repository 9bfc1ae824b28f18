import type { FeedField } from "@yardstick/contracts";
import { quote } from "../../finding.ts";
import { closestField } from "../check-submission-shape.ts";
import { KNOWN_HEADINGS, meaningOfHeading } from "../csv-columns.ts";
import { type DecodeFault, decodeFault } from "../decoded-submission.ts";
import { told } from "../item.ts";
import { captionAbove, passedOver } from "./caption-above.ts";
import { hasLabelledFigure } from "./figure-text.ts";
import { locatorsOf } from "./locators-of.ts";
import type { Planned, TableHead } from "./plan-by-headings.ts";
import { AS_WRITTEN, type ColumnField, NOTES_BEGIN, type TablePlan } from "./table-plan.ts";
import { columnName, placeOf, type TableRow } from "./table-row.ts";

const HEADING_ROWS_LOOKED_AT = 15;

/**
 * The layout where one row of headings names the fields of a figure, `value` among them. Null where no row does: then
 * it is no such table. A region may have several columns, such as its code and its name.
 */
export function planLongTable(head: TableHead): Planned | null {
  const index = head.rows.slice(0, HEADING_ROWS_LOOKED_AT).findIndex(isHeadingRow);
  const row = head.rows[index];
  // Figures above it are another table's, whose unit and title would count as its caption.
  if (row === undefined || head.rows.slice(0, index).some(hasLabelledFigure)) return null;
  const caption = captionAbove(head, head.rows.slice(0, index));
  const headings = headingsOf(row);
  const columns = columnsOf(headings);
  // A heading that nobody knows is often the very one that is missing: it is told once.
  const unread = checkHeadings(headings, columns, { head, row });
  const faults = unread.length > 0 ? unread : missing(columns, caption.fields, { head, row });
  const [first, ...others] = faults;
  if (first !== undefined) return { ok: false, faults: [first, ...others] };
  const value = columns.find(({ field }) => field === "value");
  const used = new Set(columns.map(({ column }) => column));
  const plan: TablePlan = {
    shape: "long",
    headingEnd: row.number,
    columns: columns.filter(({ field }) => field !== "value"),
    constants: omit(caption.fields, new Set(columns.map(({ field }) => field))),
    figures: [{ column: value?.column ?? 0, fields: {}, attributes: null }],
    ignored: new Set(headings.filter(({ column }) => !used.has(column)).map(({ column }) => column)),
    captionUnits: caption.units,
    endsAt: NOTES_BEGIN,
    blankCells: "skip",
    hiddenRows: "read",
    locators: locatorsOf(caption.locators, columns),
  };
  const ignored = headings.filter(({ column, text }) => !used.has(column) && text !== "");
  const findings = [
    ...passedOver(caption, head.name),
    ...ignored.map(({ column, text }) =>
      told("COLUMN_PASSED_OVER", {
        place: placeOf(head.name, column, row.number),
        field: null,
        zh: `列${quote(text)}供人阅读,未读取。`,
        en: `The column ${quote(text)} is for people and is not read.`,
      }),
    ),
  ];
  return { ok: true, plan, findings, caption };
}

interface Heading {
  readonly column: number;
  readonly text: string;
}

const CORE: ReadonlySet<string> = new Set(["indicator", "region", "period", "regionName", "year"]);

/** A column of values beside one that says what they are of; or, misspelt, at least three of the core. */
function isHeadingRow(row: TableRow): boolean {
  const meanings = new Set(headingsOf(row).map(({ text }) => meaningOfHeading(text)));
  const core = [...meanings].filter((meaning) => meaning !== undefined && CORE.has(meaning)).length;
  return meanings.has("value") ? core >= 1 : core >= 3 || (core >= 2 && meanings.has("measure"));
}

function headingsOf({ cells }: TableRow): Heading[] {
  return cells.flatMap((cell, column) => {
    const text = cell?.text.trim() ?? "";
    return text === "" ? [] : [{ column, text }];
  });
}

function columnsOf(headings: readonly Heading[]): ColumnField[] {
  const meanings = headings.map(({ column, text }) => ({ column, meaning: meaningOfHeading(text) }));
  return meanings.flatMap(({ column, meaning }): ColumnField[] => {
    const field = meaning === "regionName" ? "region" : meaning;
    if (field === undefined || field === "forPeople") return [];
    return [{ column, field, fillDown: false, translate: AS_WRITTEN }];
  });
}

interface HeadingPlace {
  readonly head: TableHead;
  readonly row: TableRow;
}

function checkHeadings(
  headings: readonly Heading[],
  columns: readonly ColumnField[],
  { head, row }: HeadingPlace,
): DecodeFault[] {
  return headings.flatMap(({ column, text }) => {
    const place = placeOf(head.name, column, row.number);
    const meaning = meaningOfHeading(text);
    const field = columns.find((other) => other.column === column)?.field;
    const twin = columns.find((other) => other.field === field && other.column < column);
    if (meaning === undefined) return [unknownHeading(text, place)];
    if (field === undefined || twin === undefined || (field === "region" && isPair(text, twin, headings))) return [];
    return [
      decodeFault("FIELD_DUPLICATE", {
        path: text,
        place,
        field,
        zh: `${columnName(twin.column)}、${columnName(column)} 两列都是 ${field}。`,
        en: `Two columns, ${columnName(twin.column)} and ${columnName(column)}, are both ${field}.`,
      }),
    ];
  });
}

/** A name beside a code, or a county beside its city: two columns of codes are one too many. */
function isPair(text: string, twin: ColumnField, headings: readonly Heading[]): boolean {
  const other = headings.find(({ column }) => column === twin.column)?.text ?? "";
  return meaningOfHeading(text) === "regionName" || meaningOfHeading(other) === "regionName";
}

function unknownHeading(text: string, place: string): DecodeFault {
  return decodeFault("FIELD_UNKNOWN", {
    path: text.slice(0, 128),
    place,
    field: text.slice(0, 128),
    zh: `不认识列名${quote(text)}。`,
    en: `No column is called ${quote(text)}.`,
    suggestion: closestField(text, KNOWN_HEADINGS),
  });
}

/** Fields without which no row can be one, where neither a column nor a line above the table says them. */
function missing(
  columns: readonly ColumnField[],
  constants: Readonly<Partial<Record<FeedField, string>>>,
  { head, row }: HeadingPlace,
): DecodeFault[] {
  const has = (field: FeedField) => columns.some((column) => column.field === field) || constants[field] !== undefined;
  const hasPeriod = has("period") || has("year");
  const absent = (["indicator", "region", "value"] as const).filter((field) => !has(field));
  return [...absent, ...(hasPeriod ? [] : ["period" as const])].map((field) =>
    decodeFault("FIELD_MISSING", {
      path: field,
      place: placeOf(head.name, 0, row.number),
      field,
      zh: `没有哪一列是必填字段 ${field}。`,
      en: `No column is the field ${field}, which is required.`,
    }),
  );
}

function omit<Fields extends object>(fields: Fields, names: ReadonlySet<string>): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !names.has(name))) as Fields;
}
