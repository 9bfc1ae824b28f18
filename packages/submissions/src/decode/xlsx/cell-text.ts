import type { TableCell } from "../table/table-row.ts";
import type { NumberForm } from "./classify-format.ts";
import { dateText } from "./date-text.ts";
import { numberText } from "./number-text.ts";
import type { Workbook } from "./read-workbook.ts";
import { unescapeText } from "./unescape-text.ts";

/** A cell as its sheet writes it. */
export interface StoredCell {
  /** Attribute `t`: s, str, inlineStr, b, e, d, n; empty for a number. */
  readonly type: string;
  readonly style: number;
  /** Content of `v`; null where there is none. */
  readonly value: string | null;
  /** Content of `is`. */
  readonly inline: string | null;
  readonly hasFormula: boolean;
}

/** What a cell says, as a person reads it; undefined for a blank one. A formula says what it last came to. */
export function cellText(
  cell: StoredCell,
  book: Pick<Workbook, "strings" | "styles" | "is1904">,
): TableCell | undefined {
  const { type, value, inline, hasFormula } = cell;
  if (inline !== null) return text(unescapeText(inline));
  if (value === null) return hasFormula ? FORMULA_WITHOUT_VALUE : undefined;
  switch (type) {
    case "s": {
      const shared = book.strings[Number(value)];
      return shared === undefined ? cellError("text?") : text(shared);
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
        : numberCell(value.trim(), book.styles[cell.style] ?? "number", book.is1904);
  }
}

const text = (value: string): TableCell | undefined => (value === "" ? undefined : { text: value });

function numberCell(stored: string, form: NumberForm, is1904: boolean): TableCell {
  if (form === "number" || form === "percent" || form === "scaled") {
    const number = numberText(stored, form);
    if (number === null) return cellError(stored);
    return form === "scaled" ? { ...number, problem: SCALED } : number;
  }
  const date = dateText(stored, form, is1904);
  return date === null ? cellError(stored) : { text: date };
}

const FORMULA_WITHOUT_VALUE: TableCell = {
  text: "",
  problem: {
    code: "FORMULA_WITHOUT_VALUE",
    zh: "公式没有计算结果:请用电子表格软件打开并保存后再报送。",
    en: "The formula was never calculated: open the workbook in a spreadsheet program and save it, then send it again.",
  },
};

const SCALED: NonNullable<TableCell["problem"]> = {
  code: "NUMBER_SHOWN_SCALED",
  zh: "单元格格式按千或万缩小显示,存储值与显示值不同,无法判断单位所指:请改为普通数字格式。",
  en: "The cell's format shows a thousandth or less of what it holds, so that its unit is not certain: give it a plain number format.",
};

function cellError(value: string): TableCell {
  const shown = value.slice(0, 32);
  return {
    text: "",
    problem: { code: "CELL_ERROR", zh: `单元格为错误值 ${shown}。`, en: `The cell holds the error ${shown}.` },
  };
}
