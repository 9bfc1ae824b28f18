import stringWidth from "string-width";
import { cutText, padText } from "./fit-text.ts";
import type { Paint, Style } from "./style.ts";

export interface Column<Row> {
  readonly header: string;
  readonly align?: "left" | "right";
  /** Longer texts are cut, with an ellipsis. In columns of the terminal. */
  readonly maxWidth?: number;
  value(row: Row): string;
  /** Colours the cell; it never changes its width. */
  paint?(row: Row, style: Style): Paint;
}

/** Rows under headings, aligned by how wide characters are on a terminal. A rule is drawn only there. No line ends in blanks. */
export function renderTable<Row>(rows: readonly Row[], columns: readonly Column<Row>[], style: Style): string {
  const cells = rows.map((row) => columns.map((column) => cutText(column.value(row), column.maxWidth ?? UNCUT)));
  const widths = columns.map(({ header }, index) =>
    Math.max(stringWidth(header), ...cells.map((line) => stringWidth(line[index] ?? ""))),
  );
  const line = (texts: readonly string[], paints: readonly Paint[]) =>
    texts
      .map((text, index) => {
        const padded = padText(text, widths[index] ?? 0, columns[index]?.align);
        return paints[index]?.(index === texts.length - 1 ? padded.trimEnd() : padded) ?? padded;
      })
      .join(GAP)
      .trimEnd();
  const header = line(
    columns.map((column) => column.header),
    columns.map(() => (style.isTerminal ? style.bold : plain)),
  );
  const rule = widths.map((width) => (style.isTerminal ? "─" : "-").repeat(width)).join(GAP);
  const body = cells.map((texts, index) =>
    line(
      texts,
      columns.map((column) => paintOf(column, rows[index] as Row, style)),
    ),
  );
  return [header, style.dim(rule), ...body].join("\n");
}

const GAP = "  ";
const UNCUT = Number.POSITIVE_INFINITY;
const plain: Paint = (text) => text;

function paintOf<Row>({ paint }: Column<Row>, row: Row, style: Style): Paint {
  return paint?.(row, style) ?? plain;
}
