import { Readable } from "node:stream";
import type { Issue, RowOutcome } from "@yardstick/contracts";
import type { HttpReply } from "@yardstick/runtime";
import { RECEIPT_CSV_HEAD, receiptCsvOthers, receiptCsvRows } from "@yardstick/submissions";
import { type ReceiptReader, readWholeIssues, type StoredReceipt } from "@yardstick/warehouse";
import { type ReceiptPage, readReceiptPage } from "./read-receipt-page.ts";

const ROWS_AT_ONCE = 1_000;

export interface CsvQuestion {
  readonly submissionId: string;
  readonly found: StoredReceipt;
  /** Only rows of which this became, and nothing behind them; undefined: all. */
  readonly outcome: RowOutcome | undefined;
}

/**
 * All rows of a submission as a file, and behind them what concerns all of it. The first rows are read before anything
 * is answered, so that a failure is a problem; they leave in pieces of one page each, so that memory holds one.
 */
export async function answerRowsAsCsv(
  { submissionId, found, outcome }: CsvQuestion,
  reply: HttpReply,
  warehouse: ReceiptReader,
): Promise<HttpReply> {
  const read = (afterRow: number) =>
    readReceiptPage(warehouse, { submissionId, outcome, afterRow, limit: ROWS_AT_ONCE });
  const others = outcome === undefined ? await issuesOfWhole(submissionId, found, warehouse) : [];
  return sendCsv(reply, `receipt-${submissionId}`, piecesOf(await read(0), read, others));
}

/** Rows as a file that a spreadsheet opens. */
export function sendCsv(reply: HttpReply, name: string, pieces: AsyncIterable<string> | Iterable<string>): HttpReply {
  const fileName = `${name.replace(/[^\w.-]/g, "_").slice(0, 100)}.csv`;
  return reply
    .header("content-type", "text/csv; charset=utf-8; header=present")
    .header("content-disposition", `attachment; filename="${fileName}"`)
    .header("x-content-type-options", "nosniff")
    .send(Readable.from(pieces, { objectMode: false, encoding: "utf8" }));
}

async function issuesOfWhole(
  submissionId: string,
  { receipt, submission }: StoredReceipt,
  warehouse: ReceiptReader,
): Promise<readonly Issue[]> {
  return submission === null ? receipt.issues : readWholeIssues(warehouse, submissionId, submission);
}

async function* piecesOf(
  first: ReceiptPage,
  read: (afterRow: number) => Promise<ReceiptPage>,
  others: readonly Issue[],
): AsyncGenerator<string, void> {
  yield RECEIPT_CSV_HEAD;
  for (let page = first; ; page = await read(page.nextAfterRow)) {
    if (page.rows.length > 0) yield receiptCsvRows(page.rows);
    if (page.nextAfterRow === null) break;
  }
  if (others.length > 0) yield receiptCsvOthers(others);
}
