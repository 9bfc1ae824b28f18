import { Readable } from "node:stream";
import type { ReceiptRow } from "@yardstick/contracts";
import type { HttpReply } from "@yardstick/runtime";
import type { ReceiptReader } from "./read-receipt.ts";
import { type RowsPage, type RowsQuestion, readRows } from "./read-rows.ts";
import { receiptCsv } from "./receipt-csv.ts";

const ROWS_AT_ONCE = 1_000;

/** All rows of a submission as a file. The first are read before anything is answered, so that a failure is a problem. */
export async function answerRowsAsCsv(
  asked: Pick<RowsQuestion, "submissionId" | "outcome">,
  reply: HttpReply,
  warehouse: ReceiptReader,
): Promise<HttpReply> {
  const read = (afterRow: number) => readRows(warehouse, { ...asked, afterRow, limit: ROWS_AT_ONCE });
  return sendCsv(reply, `receipt-${asked.submissionId}`, pagesFrom(await read(0), read));
}

/** Rows as a file that a spreadsheet opens. */
export function sendCsv(reply: HttpReply, name: string, pages: AsyncIterable<readonly ReceiptRow[]>): HttpReply {
  const fileName = `${name.replace(/[^\w.-]/g, "_").slice(0, 100)}.csv`;
  return reply
    .header("content-type", "text/csv; charset=utf-8; header=present")
    .header("content-disposition", `attachment; filename="${fileName}"`)
    .header("x-content-type-options", "nosniff")
    .send(Readable.from(receiptCsv(pages), { objectMode: false, encoding: "utf8" }));
}

async function* pagesFrom(first: RowsPage, read: (afterRow: number) => Promise<RowsPage>) {
  for (let page = first; ; page = await read(page.nextAfterRow)) {
    yield page.rows;
    if (page.nextAfterRow === null) return;
  }
}
