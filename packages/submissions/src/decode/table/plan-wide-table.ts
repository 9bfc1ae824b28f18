import type { FeedField, ReferenceData } from "@yardstick/contracts";
import { quote } from "../../finding.ts";
import { meaningOfHeading } from "../csv-columns.ts";
import type { DecodeFault } from "../decoded-submission.ts";
import { told } from "../item.ts";
import { type CaptionAbove, captionAbove, passedOver } from "./caption-above.ts";
import { contentReader, type ReadContent } from "./content-reader.ts";
import { hasLabelledFigure } from "./figure-text.ts";
import { bothSay, noHeadings, nothingSays, onlySomeSay, twice, unreadable } from "./layout-faults.ts";
import { locatorsOf } from "./locators-of.ts";
import type { Planned, TableHead } from "./plan-by-headings.ts";
import { type HeadingMeaning, partReader, type ReadPart, readHeading } from "./read-heading.ts";
import { AS_WRITTEN, type ColumnField, type FigureColumn, NOTES_BEGIN, type TablePlan } from "./table-plan.ts";
import { columnName, placeOf, type TableRow, textOf } from "./table-row.ts";

const HEADING_ROWS_LOOKED_AT = 15;
const MAX_HEADING_ROWS = 4;
/** Rows by which a column without a telling heading shows what it holds. */
const SAMPLE_ROWS = 20;

/** The layout of figures below headings; the first row that can begin the headings does, with as many rows as can be. */
export function planWideTable(head: TableHead): Planned {
  let best: readonly DecodeFault[] | null = null;
  const readers = readersFor(head.reference);
  for (const [start, row] of head.rows.slice(0, HEADING_ROWS_LOOKED_AT).entries()) {
    if (ownTexts(row) < 2) continue;
    const attempts = Array.from({ length: MAX_HEADING_ROWS }, (_, index) =>
      attempt(head, readers, { start, height: index + 1 }),
    );
    const found = attempts.findLast((planned) => planned.ok);
    if (found !== undefined) return found;
    for (const planned of attempts) {
      const isNearer = !planned.ok && planned.wasNear && (best === null || planned.faults.length < best.length);
      if (isNearer) best = planned.faults;
    }
    // Below figures no other headings are looked for: what stands above them would count as their caption.
    if (hasLabelledFigure(row)) break;
  }
  const [first = noHeadings(head), ...others] = best ?? [];
  return { ok: false, faults: [first, ...others] };
}

const ownTexts = ({ cells }: TableRow) =>
  cells.filter((cell) => cell !== undefined && cell.isFilled !== true && cell.text.trim() !== "").length;

interface Column {
  readonly column: number;
  /** Texts of its headings from top to bottom, each once, and the row of each. */
  readonly parts: readonly { readonly text: string; readonly row: number }[];
}

/** Each reads a text once: the same one is seen in many attempts. */
interface Readers {
  readonly part: ReadPart;
  readonly content: ReadContent;
}

const readersFor = (reference: ReferenceData): Readers => ({
  part: partReader(reference),
  content: contentReader(reference),
});

interface HeadingRows {
  readonly start: number;
  readonly height: number;
}

/** Near is an attempt that could read some of the headings: what it could not read is worth telling. */
type Attempted = Extract<Planned, { ok: true }> | (Extract<Planned, { ok: false }> & { readonly wasNear: boolean });

function attempt(head: TableHead, readers: Readers, { start, height }: HeadingRows): Attempted {
  const block = head.rows.slice(start, start + height);
  const below = head.rows.slice(start + height);
  const last = block.at(-1);
  if (last === undefined || block.length < height || below.length === 0)
    return { ok: false, wasNear: false, faults: [noHeadings(head)] };
  const caption = captionAbove(head, head.rows.slice(0, start));
  const columns = columnsOf(block);
  const fields: ColumnField[] = [];
  const figures: (FigureColumn & { readonly meaning: HeadingMeaning; readonly parts: Column["parts"] })[] = [];
  const ignored = new Set<number>();
  const faults: DecodeFault[] = [];
  for (const column of columns) {
    const field = fieldOf(column, below, readers);
    if (field === "forPeople") ignored.add(column.column);
    else if (field !== null) fields.push({ field, column: column.column, fillDown: false, translate: AS_WRITTEN });
    else {
      const meaning = readHeading(
        column.parts.map(({ text }) => text),
        head.reference,
        readers.part,
      );
      if (meaning === null) faults.push(unreadable(column, head.name));
      else figures.push({ ...meaning, meaning, column: column.column, parts: column.parts });
    }
  }
  faults.push(...problemsOf({ columns: fields, figures, caption, head, row: last.number }));
  const [first, ...others] = faults;
  if (first !== undefined)
    return { ok: false, wasNear: fields.length + figures.length > 0, faults: [first, ...others] };
  const plan: TablePlan = {
    shape: "wide",
    headingEnd: last.number,
    columns: fields,
    constants: constantsOf(caption, fields, figures),
    figures: figures.map(({ column, fields, attributes }) => ({ column, fields, attributes })),
    ignored,
    captionUnits: caption.units,
    endsAt: NOTES_BEGIN,
    blankCells: "skip",
    hiddenRows: "read",
    locators: locatorsOf({ ...caption.locators, ...headingLocators(figures) }, fields),
  };
  const unread = columns
    .filter(({ column }) => ignored.has(column))
    .map((column) => columnPassedOver(column, head.name));
  const findings = [...passedOver(caption, head.name), ...unread, assumed(plan, head.name)];
  return { ok: true, plan, findings, caption };
}

/** Groups reach to the right until the next one begins, as merged cells do that a CSV file cannot keep. */
function columnsOf(block: readonly TableRow[]): Column[] {
  const width = Math.max(...block.map(({ cells }) => cells.length));
  const last = block.at(-1);
  const columns: Column[] = [];
  for (let column = 0; column < width; column += 1) {
    const parts: { text: string; row: number }[] = [];
    for (const row of block) {
      const own = textOf(row, column);
      const text = own === "" && row !== last && hasOwnBelow(block, row, column) ? groupOf(row, column) : own;
      if (text !== "" && !parts.some((part) => part.text === text)) parts.push({ text, row: row.number });
    }
    if (parts.length > 0 || column === 0) columns.push({ column, parts });
  }
  return columns;
}

const hasOwnBelow = (block: readonly TableRow[], row: TableRow, column: number) =>
  block.some((other) => other.number > row.number && textOf(other, column) !== "");

function groupOf(row: TableRow, column: number): string {
  for (let at = column; at >= 0; at -= 1) {
    const text = textOf(row, at);
    if (text !== "") return meaningOfHeading(text) === undefined ? text : "";
  }
  return "";
}

type ColumnMeaning = FeedField | "forPeople" | null;

/** The field that a column holds for its rows: by its heading, else, without one that tells, by all that it holds. */
function fieldOf({ column, parts }: Column, below: readonly TableRow[], { content }: Readers): ColumnMeaning {
  const meanings = parts.map(({ text }) => meaningOfHeading(text));
  const [first] = meanings;
  if (first !== undefined && meanings.every((meaning) => meaning === first)) {
    if (first === "value") return null;
    return first === "regionName" ? "region" : first;
  }
  const isCorner = parts.every(({ text }) => CORNERS.has(text.replace(/\s/gu, "")));
  return isCorner ? fieldByContent(column, below, content) : null;
}

const CORNERS: ReadonlySet<string> = new Set(["项目", "名称", "类别", "分类", "item", "Item"]);

function fieldByContent(column: number, below: readonly TableRow[], read: ReadContent): ColumnMeaning {
  const texts = below
    .slice(0, SAMPLE_ROWS)
    .map((row) => textOf(row, column))
    .filter((text) => text !== "");
  const end = texts.findIndex((text) => isUsualNote(text));
  const sample = end < 0 ? texts : texts.slice(0, end);
  if (sample.length === 0) return null;
  const kinds = sample.map(read);
  if (kinds.every(({ isPeriod }) => isPeriod)) return "period";
  if (kinds.every(({ isIndicator }) => isIndicator)) return "indicator";
  // Totals (合计) and groups are no regions, and stand among them all the same.
  const regions = kinds.filter(({ isRegion }) => isRegion).length;
  return regions * 2 > sample.length ? "region" : null;
}

/** Whether a first cell begins a row of notes. */
export function noteTester(endsAt: readonly string[]): (text: string) => boolean {
  const beginnings = endsAt.map((beginning) => beginning.normalize("NFKC").toLowerCase());
  return (text) => {
    const plain = text.normalize("NFKC").toLowerCase().replace(/\s/gu, "");
    return beginnings.some((beginning) => plain.startsWith(beginning));
  };
}

const isUsualNote = noteTester(NOTES_BEGIN);

interface Attempt {
  readonly columns: readonly ColumnField[];
  readonly figures: readonly (FigureColumn & { readonly parts: Column["parts"] })[];
  readonly caption: CaptionAbove;
  readonly head: TableHead;
  readonly row: number;
}

/** A field that nothing says, or that several say, and figures that would be the same twice. */
function problemsOf({ columns, figures, caption, head, row }: Attempt): DecodeFault[] {
  const faults: DecodeFault[] = [];
  const place = placeOf(head.name, 0, row);
  if (figures.length === 0 || columns.length === 0) faults.push(noHeadings(head));
  for (const names of [["indicator"], ["region"], ["period", "month", "year"]] as const) {
    const byColumn = names.some((name) => columns.some(({ field }) => field === name));
    const byHeading = figures.filter(({ fields }) => names.some((name) => fields[name] !== undefined)).length;
    const [name] = names;
    const isSaid = byColumn || byHeading > 0 || caption.fields[name] !== undefined;
    if (!isSaid) faults.push(nothingSays(name, place));
    else if (byHeading > 0 && byHeading < figures.length) faults.push(onlySomeSay(name, place));
    else if (columns.some(({ field }) => field === name) && figures.some(({ fields }) => fields[name] !== undefined))
      faults.push(bothSay(name, place));
  }
  const has = (name: FeedField) =>
    columns.some(({ field }) => field === name) || figures.some(({ fields }) => fields[name] !== undefined);
  if (has("month") && !has("year") && caption.fields.period === undefined) faults.push(nothingSays("year", place));
  faults.push(...sideBySide(columns, figures, (column) => placeOf(head.name, column, row)));
  const seen = new Map<string, number>();
  for (const { column, fields, attributes } of figures) {
    const key = JSON.stringify([fields, attributes]);
    const other = seen.get(key);
    if (other !== undefined) faults.push(twice(columnName(other), columnName(column), placeOf(head.name, column, row)));
    seen.set(key, column);
  }
  return faults;
}

/**
 * Columns of one field: only those of a region may be several (code and name, city and county), and only before the
 * figures. Any other is another table beside this one.
 */
function sideBySide(
  columns: readonly ColumnField[],
  figures: readonly FigureColumn[],
  placeAt: (column: number) => string,
): DecodeFault[] {
  const firstFigure = Math.min(...figures.map(({ column }) => column));
  return columns.flatMap(({ field, column }, index) => {
    const other = columns.slice(0, index).find((before) => before.field === field);
    if (other === undefined || (field === "region" && column < firstFigure)) return [];
    return [twice(columnName(other.column), columnName(column), placeAt(column))];
  });
}

/** What the caption says, where neither a column nor a heading says it more closely. */
function constantsOf(
  { fields }: CaptionAbove,
  columns: readonly ColumnField[],
  figures: readonly FigureColumn[],
): TablePlan["constants"] {
  const isSaid = (name: string) =>
    columns.some(({ field }) => field === name) || figures.some((figure) => Object.hasOwn(figure.fields, name));
  const constants = Object.entries(fields).filter(([name]) => !isSaid(name));
  return Object.fromEntries(constants);
}

/** Of each field that headings say: the row in which they say it. */
function headingLocators(
  figures: readonly { readonly meaning: HeadingMeaning; readonly parts: Column["parts"] }[],
): Record<string, string> {
  return Object.fromEntries(
    figures.flatMap(({ meaning, parts }) =>
      Object.entries(meaning.partOf).map(([field, part]) => [field, String(parts[part]?.row)]),
    ),
  );
}

function assumed({ columns, figures, constants, headingEnd }: TablePlan, table: string) {
  const fields = columns.map(({ field, column }) => `${field} ${columnName(column)}`);
  const fixed = Object.entries(constants).map(([field, text]) => `${field} ${quote(text)}`);
  const list = [...fields, ...fixed].join(", ");
  return told("LAYOUT_ASSUMED", {
    place: placeOf(table, figures[0]?.column ?? 0, headingEnd),
    field: null,
    zh: `按表头读取:${list};数据列 ${figures.length} 列。`,
    en: `Read by its headings: ${list}; ${figures.length} columns of figures.`,
  });
}

/** A second name of the region, a number of the row: and whatever else stands under such a heading. */
function columnPassedOver({ column, parts }: Column, table: string) {
  const text = parts.map((part) => part.text).join(" / ");
  return told("COLUMN_PASSED_OVER", {
    place: placeOf(table, column, parts[0]?.row ?? 1),
    field: null,
    zh: `列${quote(text)}供人阅读,未读取。`,
    en: `The column ${quote(text)} is for people and is not read.`,
  });
}
