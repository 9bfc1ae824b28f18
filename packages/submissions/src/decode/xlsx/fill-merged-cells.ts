import { MAX_COLUMNS, type TableCell, type TableRow } from "../table/table-row.ts";
import { broken } from "./open-archive.ts";
import type { MergedCells } from "./read-merged-cells.ts";

/**
 * Gives each cell below a merged one its text, marked as filled. Rows have to come in their order. @throws ArchiveFault
 * where merged cells overlap, which no program writes: the cells of a row would be filled again and again.
 */
export function mergedCellFiller(merged: readonly MergedCells[]): (row: TableRow) => TableRow {
  let next = 0;
  let open: { readonly range: MergedCells; readonly text: string }[] = [];
  return (row) => {
    open = open.filter(({ range }) => range.bottom >= row.number);
    for (let range = merged[next]; range !== undefined && range.top <= row.number; range = merged[next]) {
      next += 1;
      const text = range.top === row.number ? (row.cells[range.left]?.text ?? "") : "";
      if (open.some((other) => overlap(other.range, range))) throw broken("its merged cells overlap");
      if (text !== "" && range.bottom >= row.number) open.push({ range, text });
    }
    if (open.length === 0) return row;
    const cells: (TableCell | undefined)[] = [...row.cells];
    for (const { range, text } of open) {
      const right = Math.min(range.right, MAX_COLUMNS - 1);
      for (let column = range.left; column <= right; column += 1) {
        const isAnchor = row.number === range.top && column === range.left;
        if (!isAnchor && (cells[column]?.text ?? "") === "") cells[column] = { text, isFilled: true };
      }
    }
    return { ...row, cells };
  };
}

/** Of two that both cover the row in hand. */
const overlap = (one: MergedCells, other: MergedCells) => one.left <= other.right && other.left <= one.right;
