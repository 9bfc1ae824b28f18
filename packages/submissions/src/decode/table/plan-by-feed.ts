import { type Feed, type FeedField, type FieldOrigin, normaliseName, type TableLayout } from "@yardstick/contracts";
import { quote } from "../../finding.ts";
import { type DecodeFault, decodeFault } from "../decoded-submission.ts";
import { captionAbove, passedOver } from "./caption-above.ts";
import { locatorsOf } from "./locators-of.ts";
import type { Planned, TableHead } from "./plan-by-headings.ts";
import { readHeading } from "./read-heading.ts";
import {
  AS_WRITTEN,
  type ColumnField,
  type FieldTexts,
  type FigureColumn,
  NOTES_BEGIN,
  type Translate,
} from "./table-plan.ts";
import { columnIndex, placeOf, type TableRow, textOf } from "./table-row.ts";

type FieldEntry = readonly [field: FeedField, origin: FieldOrigin];

/** The layout that a feed says; what it names and the table does not have is a fault. */
export function planByFeed(head: TableHead, feed: Feed): Planned {
  const table = feed.table;
  if (table === undefined) throw new RangeError("a feed of a table says its layout");
  const block = headingBlock(head, table);
  const entries = Object.entries(feed.fields) as FieldEntry[];
  const faults: DecodeFault[] = [];
  const constants: FieldTexts = {};
  const columns: ColumnField[] = [];
  const ofHeadings: FieldEntry[] = [];
  const locators: Record<string, string> = {};
  for (const [field, origin] of entries) {
    if (origin.from === "constant") constants[field] = origin.value;
    else if (origin.from === "sheet") constants[field] = coded(head.name, origin.codes);
    else if (origin.from === "fileName") {
      constants[field] = coded(partOf(head.fileName ?? "", origin.pattern), origin.codes);
    } else if (origin.from === "cell") {
      constants[field] = coded(textAt(head, origin.cell), origin.codes);
      locators[field] = origin.cell;
    } else if (origin.from === "heading") {
      ofHeadings.push([field, origin]);
      if (field !== "value") locators[field] = String(table.headingRow + origin.row - 1);
    } else if (origin.from === "column") {
      const column = columnOf(origin.column, block);
      if (column === null) faults.push(noColumn(field, origin.column, { head, table }));
      else columns.push({ field, column, fillDown: origin.fillDown, translate: translateBy(origin.codes) });
    }
  }
  const value = columns.find(({ field }) => field === "value");
  const figures =
    value === undefined ? figuresOf(table, { block, columns, ofHeadings, head }) : [figureOf(value.column)];
  if (figures.length === 0) faults.push(noFigures({ head, table }));
  const [first, ...others] = faults;
  if (first !== undefined) return { ok: false, faults: [first, ...others] };
  const used = new Set([...columns, ...figures].map(({ column }) => column));
  const width = Math.max(0, ...block.map(({ cells }) => cells.length));
  const caption = captionAbove(
    head,
    head.rows.filter(({ number }) => number < table.headingRow),
  );
  const plan = {
    shape: table.shape,
    headingEnd: table.headingRow + table.headingRows - 1,
    columns: columns.filter(({ field }) => field !== "value"),
    constants: Object.fromEntries(Object.entries(constants).filter(([, text]) => text !== "")),
    figures,
    ignored: new Set(Array.from({ length: width }, (_, column) => column).filter((column) => !used.has(column))),
    captionUnits: [],
    endsAt: table.endsAt.length === 0 ? NOTES_BEGIN : table.endsAt,
    blankCells: table.blankCells,
    hiddenRows: table.hiddenRows,
    locators: locatorsOf(locators, columns),
  };
  return { ok: true, plan, findings: passedOver({ ...caption, used: new Set() }, head.name) };
}

/** What `*` stands for in a file's name; empty where the name is of another form. */
function partOf(fileName: string, pattern: string): string {
  const [before = "", after = ""] = pattern.split("*");
  const fits = fileName.length >= pattern.length - 1 && fileName.startsWith(before) && fileName.endsWith(after);
  return fits ? fileName.slice(before.length, fileName.length - after.length) : "";
}

const headingBlock = ({ rows }: TableHead, { headingRow, headingRows }: TableLayout) =>
  rows.filter(({ number }) => number >= headingRow && number < headingRow + headingRows);

function textAt({ rows }: TableHead, cell: string): string {
  const [, name = "", number = ""] = /^([A-Z]+)(\d+)$/.exec(cell) ?? [];
  return textOf(
    rows.find((row) => row.number === Number(number)),
    columnIndex(name),
  );
}

/** A letter is a column whatever its heading says; else the heading, in any of its rows. */
function columnOf(names: readonly string[], block: readonly TableRow[]): number | null {
  for (const name of names) {
    const wanted = normaliseName(name);
    for (const { cells } of block) {
      const column = cells.findIndex((cell) => cell !== undefined && normaliseName(cell.text) === wanted);
      if (column >= 0) return column;
    }
  }
  const letter = names.find((name) => /^[A-Z]{1,2}$/.test(name));
  return letter === undefined ? null : columnIndex(letter);
}

interface FigureQuestion {
  readonly head: TableHead;
  readonly block: readonly TableRow[];
  readonly columns: readonly ColumnField[];
  readonly ofHeadings: readonly FieldEntry[];
}

/** Columns that hold figures: those that the feed lists, else all with a heading that no field is read from. */
function figuresOf({ figures, headingRow }: TableLayout, question: FigureQuestion): FigureColumn[] {
  const { block, columns, ofHeadings, head } = question;
  const width = Math.max(0, ...block.map(({ cells }) => cells.length));
  const listed = figures.flatMap((range) => {
    const [from = 0, to = from] = range.split(":").map(columnIndex);
    return Array.from({ length: to - from + 1 }, (_, index) => from + index);
  });
  const all = Array.from({ length: width }, (_, column) => column).filter(
    (column) => !columns.some((other) => other.column === column) && block.some((row) => textOf(row, column) !== ""),
  );
  return (listed.length > 0 ? listed : all).map((column) => {
    const fields: FieldTexts = {};
    for (const [field, origin] of ofHeadings) {
      if (origin.from !== "heading") continue;
      const row = block.find(({ number }) => number === headingRow + origin.row - 1);
      const text = coded(headingText(row, column, columns), origin.codes);
      if (text !== "") fields[field] = text;
    }
    return figureOf(column, fields, readMeasure(fields, head));
  });
}

/** A group's heading reaches to the right, as merged cells do that a CSV file cannot keep. */
function headingText(row: TableRow | undefined, column: number, columns: readonly ColumnField[]): string {
  for (let at = column; at >= 0 && !columns.some((other) => other.column === at); at -= 1) {
    const text = textOf(row, at);
    if (text !== "") return text;
  }
  return "";
}

/** `比上年增长(%)` in the heading of a measure or a unit says both. */
function readMeasure(fields: FieldTexts, { reference }: TableHead): FigureColumn["attributes"] {
  const text = fields.measure;
  const meaning = text === undefined ? null : readHeading([text], reference);
  if (meaning === null || meaning.attributes === null) return null;
  delete fields.measure;
  return meaning.attributes;
}

const figureOf = (
  column: number,
  fields: FieldTexts = {},
  attributes: FigureColumn["attributes"] = null,
): FigureColumn => ({ column, fields, attributes });

const coded = (text: string, codes: Codes) => translateBy(codes)(text);

type Codes = Readonly<Record<string, string>> | undefined;

/** Width of characters, case and spaces do not tell two of their words apart. */
function translateBy(codes: Codes): Translate {
  if (codes === undefined) return AS_WRITTEN;
  const byName = new Map(Object.entries(codes).map(([text, code]) => [normaliseName(text), code]));
  return (text) => byName.get(normaliseName(text)) ?? text;
}

interface FaultPlace {
  readonly head: TableHead;
  readonly table: TableLayout;
}

function noColumn(field: string, names: readonly string[], { head, table }: FaultPlace): DecodeFault {
  return decodeFault("FIELD_MISSING", {
    path: field,
    place: placeOf(head.name, 0, table.headingRow),
    field,
    zh: `第 ${table.headingRow} 行的表头中没有${names.map(quote).join("、")},${field} 应读自该列。`,
    en: `Row ${table.headingRow} has no heading ${names.map(quote).join(" or ")}, from which ${field} is read.`,
  });
}

function noFigures({ head, table }: FaultPlace): DecodeFault {
  return decodeFault("TABLE_NOT_UNDERSTOOD", {
    place: placeOf(head.name, 0, table.headingRow),
    field: "value",
    zh: "没有数据列。",
    en: "There is no column of figures.",
  });
}
