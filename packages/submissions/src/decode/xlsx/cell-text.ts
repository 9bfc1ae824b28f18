import type { TableCell } from "../table/table-row.ts";
import { dateText } from "./date-text.ts";
import { type NumberFormat, PLAIN_NUMBER } from "./number-format.ts";
import type { Workbook } from "./read-workbook.ts";
import type { MarkedText } from "./rich-text.ts";
import { shownNumber } from "./shown-number.ts";
import { unescapeText } from "./unescape-text.ts";

/** A cell as its sheet writes it. */
export interface StoredCell {
  /** Attribute `t`: s, str, inlineStr, b, e, d, n; empty for a number. */
  readonly type: string;
  readonly style: number;
  /** Content of `v`; null where there is none. */
  readonly value: string | null;
  /** Content of `is`, its escapes read. */
  readonly inline: string | MarkedText | null;
  readonly hasFormula: boolean;
}

export type ReadCell = TableCell & Pick<MarkedText, "footnote">;

/** What a cell says, as a person reads it; undefined for a blank one. A formula says what it last came to. */
export function cellText(
  cell: StoredCell,
  book: Pick<Workbook, "strings" | "styles" | "is1904">,
): ReadCell | undefined {
  const { type, value, inline, hasFormula } = cell;
  if (inline !== null) return text(inline);
  if (value === null) return hasFormula ? FORMULA_WITHOUT_VALUE : undefined;
  switch (type) {
    case "s": {
      const shared = book.strings[Number(value)];
      return shared === undefined ? WITHOUT_TEXT : text(shared);
    }
    case "str":
      return text(unescapeText(value));
    case "b":
      return text(value === "1" || value === "true" ? "TRUE" : "FALSE");
    case "e":
      return cellError(value);
    case "d":
      return text(value.replace(/T00:00(:00(\.0+)?)?Z?$/, ""));
    default:
      return value.trim() === ""
        ? undefined
        : numberCell(value.trim(), book.styles[cell.style] ?? PLAIN_NUMBER, book.is1904);
  }
}

function text(value: string | MarkedText): ReadCell | undefined {
  if (typeof value !== "string") return value;
  return value === "" ? undefined : { text: value };
}

function numberCell(stored: string, format: NumberFormat, is1904: boolean): TableCell {
  const { form } = format;
  if (form === "number" || form === "percent" || form === "scaled")
    return shownNumber(stored, format) ?? cellError(stored);
  const date = dateText(stored, form, is1904);
  return date === null ? notDate(stored) : { text: date };
}

const WITHOUT_TEXT: TableCell = {
  text: "",
  problem: {
    code: "CELL_ERROR",
    zh: "工作簿中没有该单元格所指的文字:请用电子表格软件打开,另存后再报送。",
    en: "The workbook lacks the text that the cell refers to: open it in a spreadsheet program, save it and send it again.",
  },
};

const FORMULA_WITHOUT_VALUE: TableCell = {
  text: "",
  problem: {
    code: "FORMULA_WITHOUT_VALUE",
    zh: "公式没有计算结果:请用电子表格软件打开并保存后再报送。",
    en: "The formula was never calculated: open the workbook in a spreadsheet program and save it, then send it again.",
  },
};

function notDate(value: string): TableCell {
  const shown = value.slice(0, 32);
  return {
    text: "",
    problem: {
      code: "CELL_ERROR",
      zh: `单元格设为日期格式,所存数字 ${shown} 不是日期。`,
      en: `The cell is formatted as a date, and the number ${shown} that it holds is none.`,
    },
  };
}

function cellError(value: string): TableCell {
  const shown = value.slice(0, 32);
  return {
    text: "",
    problem: { code: "CELL_ERROR", zh: `单元格为错误值 ${shown}。`, en: `The cell holds the error ${shown}.` },
  };
}
