import type { Receipt } from "@yardstick/contracts";
import type { HttpReply, HttpRequest } from "@yardstick/runtime";
import { RECEIPT_CSV_HEAD, receiptCsvOthers, receiptCsvRows, rowsWithIssues } from "@yardstick/submissions";
import { answerHtml } from "../page/answer-html.ts";
import { chooseLanguage } from "../page/choose-language.ts";
import { receiptPage } from "../page/receipt-page.ts";
import { sendCsv } from "./answer-rows-as-csv.ts";
import { chooseAnswer } from "./choose-answer.ts";

/** The receipt of a dry run as JSON, row by row as CSV, or as a page: it is answered at once, since it is stored nowhere. */
export function answerPreview(receipt: Receipt, request: HttpRequest, reply: HttpReply): HttpReply {
  const kind = chooseAnswer(request.headers.accept, ["json", "html", "csv"]);
  reply.code(200).header("vary", "accept, accept-language");
  if (kind === "json") return reply.send(receipt);
  if (kind === "csv") return sendCsv(reply, "check", csvOf(receipt));
  const language = chooseLanguage(undefined, request.headers["accept-language"]);
  return answerHtml(reply, receiptPage(receipt, { language, isFirstPage: true, limit: undefined }));
}

function* csvOf(receipt: Receipt): Generator<string, void> {
  const { rows, others } = rowsWithIssues(receipt.rows ?? [], receipt.issues);
  yield RECEIPT_CSV_HEAD;
  for (const row of rows) yield receiptCsvRows([row]);
  if (others.length > 0) yield receiptCsvOthers(others);
}
