import { type ReceiptRows, receiptRowsQuery } from "@yardstick/contracts";
import type { HttpReply, HttpRequest } from "@yardstick/runtime";
import { admitReader, requireReader } from "./admit-reader.ts";
import { answerRowsAsCsv } from "./answer-rows-as-csv.ts";
import { chooseAnswer } from "./choose-answer.ts";
import { findReceipt } from "./find-receipt.ts";
import type { GetDeps } from "./handle-get-submission.ts";
import { readQuery } from "./read-query.ts";
import { readReceiptPage } from "./read-receipt-page.ts";
import { decodeRowCursor, encodeRowCursor } from "./receipt-cursor.ts";

/** `GET /v1/submissions/{id}/rows`: what became of each row; none before the submission is settled. */
export async function handleGetRows(
  submissionId: string,
  { request, reply }: { readonly request: HttpRequest; readonly reply: HttpReply },
  deps: GetDeps,
): Promise<HttpReply> {
  const { limit, cursor, outcome, format } = readQuery(receiptRowsQuery, request.query);
  const afterRow = decodeRowCursor(cursor);
  const reader = await admitReader(submissionId, { request, reply }, deps);
  const found = await findReceipt({ submissionId, limit: 1, after: null }, deps);
  requireReader(reader, found.receipt.source);
  reply.header("vary", "accept").header("cache-control", "private, no-cache");
  const kind = format ?? chooseAnswer(request.headers.accept, ["json", "csv"]);
  if (kind === "csv") return answerRowsAsCsv({ submissionId, found, outcome }, reply, deps.warehouse);
  const { rows, nextAfterRow } = await readReceiptPage(deps.warehouse, { submissionId, outcome, afterRow, limit });
  const nextCursor = nextAfterRow === null ? null : encodeRowCursor(nextAfterRow);
  return reply.send({ data: [...rows], nextCursor } satisfies ReceiptRows);
}
