import { quote } from "../../finding.ts";
import type { DecodedItem } from "../decode-rows.ts";
import { fault, told } from "../item.ts";

/** A row between figures by which those below it are no longer what the headings and the caption say. */
export const sectionFault = (text: string, place: string): DecodedItem =>
  fault("TABLE_NOT_UNDERSTOOD", {
    path: place,
    place,
    field: null,
    zh: `数据之间的${quote(text)}可能改变其下各行的含义(单位、时期、指标或表头):请拆分为多张表,或用数据源映射(feed)说明。`,
    en: `${quote(text)} between figures may change what the rows below it mean (unit, period, indicator, headings): split the table, or say its layout in a feed.`,
  });

/** A figure that a merged cell spreads over several rows or columns of figures. */
export const mergedFigure = (text: string, place: string): DecodedItem =>
  fault("TABLE_NOT_UNDERSTOOD", {
    path: place,
    place,
    field: "value",
    zh: `合并单元格的数据${quote(text)}覆盖多行或多列,不知属于哪一格:请取消合并。`,
    en: `The merged cell of ${quote(text)} covers several rows or columns of figures: whose it is, is not known.`,
  });

/** Notes may have been cut into cells by their own commas; what has figures again is no note. */
export function passedOver(text: string, hasFigure: boolean, place: string): DecodedItem {
  if (!hasFigure)
    return told("TEXT_PASSED_OVER", {
      place,
      field: null,
      zh: `表下的说明${quote(text)}未读取。`,
      en: `The note ${quote(text)} below the table is not read.`,
    });
  return fault("TABLE_NOT_UNDERSTOOD", {
    path: place,
    place,
    field: null,
    zh: "说明之下还有数据:可能是另一张表,请分开报送。",
    en: "Below the notes there are figures again: they may be another table, which has to be sent apart.",
  });
}
