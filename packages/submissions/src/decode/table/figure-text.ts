import { readPeriodName } from "../../normalise/read-period-name.ts";
import { type TableCell, type TableRow, textOf } from "./table-row.ts";

/**
 * Whether a text looks like a figure, with what people write around one: `401000万元`, `１２３４５６`, `约5`, `12.5*`.
 * Dates, periods and numbers of tables are none.
 */
export function looksLikeFigure(text: string): boolean {
  const plain = text.normalize("NFKC").trim();
  if (!FIGURE.test(plain)) return false;
  return BARE.test(plain) ? !/^(?:19|20)\d{2}$/.test(plain) : !("code" in readPeriodName(plain));
}

/** A number alone, as most cells of figures hold it. */
export const isBareNumber = (text: string): boolean => BARE.test(text.normalize("NFKC").trim());

/** Whether a row has a figure beside a label: no title, unit line or date does. */
export const hasLabelledFigure = (row: TableRow): boolean =>
  row.cells.filter(isOwn).length > 1 && row.cells.some((cell) => isOwn(cell) && looksLikeFigure(cell.text));

/** Whether a row has a digit in a short text beside the first text: the tolerant test, for where no figure belongs. */
export function hasDigitsBeside(row: TableRow, first: number): boolean {
  return row.cells.some((cell, column) => {
    if (column === first) return isOwn(cell) && looksLikeFigure(cell.text);
    return isOwn(cell) && textOf(row, column).length <= MAX_CHARS && /\p{Nd}/u.test(cell.text);
  });
}

/** Filled, and not from a merged cell. */
export const isOwn = (cell: TableCell | undefined): cell is TableCell =>
  cell !== undefined && cell.isFilled !== true && cell.text.trim() !== "";

/** Longer texts with a digit in them are sentences. */
const MAX_CHARS = 24;
const BARE = /^[-+−－]?\d[\d,.]*%?$/u;
const FIGURE = /^[(约近超≈>＜<-]*[-+−－]?\d[\d,.\s]*(?:[%‰]|[^\d\s年月日季号表页期第()/-]{0,8})[)*#]*$/u;
