import type { ReceiptRow } from "@yardstick/contracts";
import { csvLine } from "./csv-line.ts";

/** Without the mark, spreadsheets read the file as the machine's own charset. */
const BYTE_ORDER_MARK = "\ufeff";

const HEADINGS = ["row", "place", "outcome", "coordinate", "codes", "messages_zh", "messages_en", "suggestion"];

/**
 * A line for each row that was sent, in their order, so that the file lies beside the one that was sent. Rows come in
 * pages and leave in pieces of one page each: memory holds one.
 */
export async function* receiptCsv(pages: AsyncIterable<readonly ReceiptRow[]>): AsyncGenerator<string, void> {
  yield `${BYTE_ORDER_MARK}${csvLine(HEADINGS)}`;
  for await (const rows of pages) yield rows.map(toLine).join("");
}

function toLine({ row, place, outcome, issues }: ReceiptRow): string {
  const each = (read: (issue: ReceiptRow["issues"][number]) => string | null, between: string) =>
    [...new Set(issues.map(read).filter((text) => text !== null))].join(between);
  return csvLine([
    row,
    place,
    outcome,
    each(({ coordinate }) => coordinate, " "),
    each(({ code }) => code, " "),
    each(({ message }) => message.zh, " "),
    each(({ message }) => message.en, " "),
    each(({ suggestion }) => suggestion, "; "),
  ]);
}
