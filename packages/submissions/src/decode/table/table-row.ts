import type { IssueCode } from "../../issue-codes.ts";

/** Why a cell holds no text although it is not blank. */
export interface CellProblem {
  readonly code: IssueCode;
  readonly zh: string;
  readonly en: string;
}

export interface TableCell {
  /** As a person sees it where the file keeps it otherwise: a date, a percentage. Empty for a blank one. */
  readonly text: string;
  readonly problem?: CellProblem;
  /** What the file holds, where that has more digits than anybody sees. */
  readonly stored?: string;
  /** Its text is that of the merged cell that covers it: a heading for all its columns, never a figure again. */
  readonly isFilled?: true;
}

/** A row that has at least one cell. */
export interface TableRow {
  /** As a spreadsheet counts it, from 1. */
  readonly number: number;
  /** By column, counted from 0; a missing one is blank. */
  readonly cells: readonly (TableCell | undefined)[];
  readonly isHidden: boolean;
}

/** One table as its rows come: a sheet, or a CSV file. */
export interface TableSource {
  /** Name of the sheet; empty for a CSV file. */
  readonly name: string;
  readonly rows: AsyncIterable<TableRow>;
  readonly isHiddenColumn: (column: number) => boolean;
}

export const MAX_COLUMNS = 1_000;

export const textOf = (row: TableRow | undefined, column: number): string => row?.cells[column]?.text.trim() ?? "";

/** A, B, ... Z, AA: columns counted from 0. */
export function columnName(column: number): string {
  const letter = String.fromCharCode(65 + (column % 26));
  return column < 26 ? letter : columnName(Math.floor(column / 26) - 1) + letter;
}

/** The other way round: 0 for A. */
export function columnIndex(name: string): number {
  let column = 0;
  for (const letter of name) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

/** `Sheet1!C7`, or `C7` where there are no sheets. */
export function placeOf(table: string, column: number, row: number): string {
  const cell = `${columnName(column)}${row}`;
  return table === "" ? cell : `${table.slice(0, 100)}!${cell}`;
}
