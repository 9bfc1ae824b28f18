import type { Issue, ReceiptRow } from "@yardstick/contracts";
import { csvLine } from "./csv-line.ts";

/** Without the mark, spreadsheets read the file as the machine's own charset. */
const BYTE_ORDER_MARK = "\ufeff";

const HEADINGS = ["row", "place", "outcome", "coordinate", "codes", "messages_zh", "messages_en", "suggestion"];

/** How a receipt as CSV begins. */
export const RECEIPT_CSV_HEAD: string = `${BYTE_ORDER_MARK}${csvLine(HEADINGS)}`;

/** A line for each row that was sent, in their order, so that the file lies beside the one that was sent. */
export function receiptCsvRows(rows: readonly ReceiptRow[]): string {
  return rows.map(({ row, place, outcome, issues }) => lineOf([row, place, outcome], issues)).join("");
}

/** What concerns all of a submission, or was found before there were rows: a line for each, behind those of rows. */
export function receiptCsvOthers(issues: readonly Issue[]): string {
  return issues.map((issue) => lineOf([issue.row, issue.place ?? null, null], [issue])).join("");
}

function lineOf(row: readonly (string | number | null)[], issues: readonly Issue[]): string {
  const each = (read: (issue: Issue) => string | null, between: string) =>
    [...new Set(issues.map(read).filter((text) => text !== null))].join(between);
  return csvLine([
    ...row,
    each(({ coordinate }) => coordinate, " "),
    each(({ code }) => code, " "),
    each(({ message }) => message.zh, " "),
    each(({ message }) => message.en, " "),
    each(({ suggestion }) => suggestion, "; "),
  ]);
}
