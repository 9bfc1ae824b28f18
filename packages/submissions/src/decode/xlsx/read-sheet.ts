import {
  columnIndex,
  MAX_COLUMNS,
  placeOf,
  type TableCell,
  type TableRow,
  type TableSource,
} from "../table/table-row.ts";
import { cellText, type StoredCell } from "./cell-text.ts";
import { mergedCellFiller } from "./fill-merged-cells.ts";
import { broken } from "./open-archive.ts";
import type { MergedCells } from "./read-merged-cells.ts";
import type { Workbook } from "./read-workbook.ts";
import { readXml, type XmlEvent } from "./read-xml.ts";
import { RichTextReader } from "./rich-text.ts";

type Attributes = Readonly<Record<string, string>>;

interface SheetQuestion {
  readonly book: Workbook;
  readonly merged: readonly MergedCells[];
  /** Told of each footnote mark that is left out of a text. */
  readonly onFootnote: (place: string, mark: string) => void;
}

/** The rows of a sheet as its part unpacks. Its hidden columns are known once the first row is. */
export function readSheet(
  name: string,
  chunks: AsyncIterable<Uint8Array>,
  { book, merged, onFootnote }: SheetQuestion,
): TableSource {
  const hidden: { readonly from: number; readonly to: number }[] = [];
  const reader = sheetReader(book, hidden, (column, row, mark) => onFootnote(placeOf(name, column, row), mark));
  const fill = mergedCellFiller(merged);
  async function* rows(): AsyncGenerator<TableRow> {
    for await (const events of readXml(chunks)) for (const row of reader(events)) yield fill(row);
  }
  return {
    name,
    rows: rows(),
    isHiddenColumn: (column) => hidden.some(({ from, to }) => column >= from && column <= to),
  };
}

/** Takes events as they come and gives the rows that they end. */
function sheetReader(
  book: Workbook,
  hidden: { from: number; to: number }[],
  onFootnote: (column: number, row: number, mark: string) => void,
) {
  let row = { number: 0, isHidden: false, cells: [] as (TableCell | undefined)[] };
  let isRowOpen = false;
  let column = -1;
  let cell: { type: string; style: number; hasFormula: boolean } | null = null;
  let value: string | null = null;
  let inline: RichTextReader | null = null;
  let isValue = false;

  return function* read(events: readonly XmlEvent[]): Generator<TableRow> {
    for (const event of events) {
      if (event.kind === "text") addText(event.text);
      else if (event.kind === "open") open(event.name, event.attributes);
      else if (event.name === "row") {
        isRowOpen = false;
        if (row.cells.some((own) => own !== undefined)) yield row;
      } else close(event.name);
    }
  };

  function addText(text: string): void {
    if (isValue) value = (value ?? "") + text;
    else inline?.addText(text);
  }

  function open(name: string, attributes: Attributes): void {
    if (name === "c") startCell(attributes);
    else if (name === "v") {
      if (value !== null) throw broken("a cell has two values");
      value = "";
      isValue = true;
    } else if (name === "f" && cell !== null) cell.hasFormula = true;
    else if (name === "is") inline = new RichTextReader();
    else if (name === "row") startRow(attributes);
    else if (inline !== null) inline.open(name, attributes);
    else if (name === "col" && /^(1|true)$/.test(attributes.hidden ?? ""))
      hidden.push({ from: Number(attributes.min) - 1, to: Number(attributes.max) - 1 });
  }

  function close(name: string): void {
    if (name === "v") isValue = false;
    else if (name === "c") endCell();
    else inline?.close(name);
  }

  function startRow(attributes: Attributes): void {
    const number = attributes.r === undefined ? row.number + 1 : Number(attributes.r);
    if (!Number.isInteger(number) || number <= row.number || isRowOpen) throw broken("its rows are not in order");
    isRowOpen = true;
    row = { number, isHidden: /^(1|true)$/.test(attributes.hidden ?? ""), cells: [] };
    column = -1;
  }

  function startCell({ r, t = "", s = "0" }: Attributes): void {
    column = r === undefined ? column + 1 : columnIndex(/^[A-Z]{1,3}/.exec(r.toUpperCase())?.[0] ?? "");
    if (column < 0) throw broken("a cell has no column");
    if (!isRowOpen || cell !== null) throw broken("a cell stands outside of any row");
    cell = { type: t, style: Number(s), hasFormula: false };
    value = null;
    inline = null;
  }

  function endCell(): void {
    if (cell === null) return;
    const isText = cell.type === "str" && value !== null;
    const stored: StoredCell = {
      ...cell,
      value: value === "" && !isText ? null : value,
      inline: inline?.take() ?? null,
    };
    const read = cellText(stored, book);
    cell = null;
    inline = null;
    if (read === undefined) return;
    if (column >= MAX_COLUMNS) throw broken(`more than ${MAX_COLUMNS} columns`);
    if (row.cells[column] !== undefined) throw broken(`a cell of row ${row.number} is written twice`);
    if (read.footnote !== undefined) onFootnote(column, row.number, read.footnote);
    row.cells[column] = read;
  }
}
