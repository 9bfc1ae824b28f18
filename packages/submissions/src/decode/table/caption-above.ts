import { quote } from "../../finding.ts";
import type { DecodedItem } from "../decode-rows.ts";
import { told } from "../item.ts";
import type { TableHead } from "./plan-by-headings.ts";
import { type Caption, type CaptionCell, MAX_CELLS, readCaption } from "./read-caption.ts";
import { columnName, type TableRow } from "./table-row.ts";

export type CaptionAbove = Caption & { readonly cells: readonly CaptionCell[] };

/** What the sheet's name and the rows above the headings say; merged cells count once. */
export function captionAbove({ name, reference }: TableHead, rows: readonly TableRow[]): CaptionAbove {
  const cells = rows.flatMap(({ number, cells }) =>
    cells.flatMap((cell, column) => {
      const text = cell?.isFilled === true ? "" : (cell?.problem?.code ?? cell?.text.trim() ?? "");
      return text === "" ? [] : [{ locator: `${columnName(column)}${number}`, text }];
    }),
  );
  const own = readCaption(cells, reference);
  if (name === "") return { ...own, cells };
  // The cells come first, so that their indexes stay; a region or an indicator in one of them goes before the sheet's.
  const sheet: CaptionCell = { locator: "", text: name };
  const ofSheet = readCaption([sheet], reference);
  const all = readCaption([...cells.slice(0, MAX_CELLS), sheet], reference);
  const { period } = all.fields;
  const fields = { ...ofSheet.fields, ...own.fields, ...(period === undefined ? {} : { period }) };
  return { ...all, fields, cells };
}

/** The cells above the headings, each told: what was taken from it, or that it was not read. */
export function passedOver({ cells, used }: CaptionAbove, table: string): DecodedItem[] {
  return cells.map(({ locator, text }, index) =>
    told("TEXT_PASSED_OVER", {
      place: table === "" ? locator : `${table.slice(0, 100)}!${locator}`,
      field: null,
      zh: used.has(index) ? `${quote(text)}用于整张表。` : `${quote(text)}不是数据,未读取。`,
      en: used.has(index)
        ? `${quote(text)} holds for the whole table.`
        : `${quote(text)} is no figure and is not read.`,
    }),
  );
}
