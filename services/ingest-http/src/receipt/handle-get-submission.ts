import { receiptQuery } from "@yardstick/contracts";
import type { HttpReply, HttpRequest } from "@yardstick/runtime";
import { answerHtml } from "../page/answer-html.ts";
import { chooseLanguage } from "../page/choose-language.ts";
import { receiptPage } from "../page/receipt-page.ts";
import { admitReader, type ReaderDeps, requireReader } from "./admit-reader.ts";
import { answerRowsAsCsv } from "./answer-rows-as-csv.ts";
import { chooseAnswer } from "./choose-answer.ts";
import { type FindDeps, findReceipt } from "./find-receipt.ts";
import { readQuery } from "./read-query.ts";
import { decodeIssueCursor } from "./receipt-cursor.ts";

export type GetDeps = FindDeps & ReaderDeps;

/** Issues in one receipt where nobody asks for fewer; their counts are complete anyway. */
const ISSUES_DEFAULT = 1_000;
/** A page that a person reads is shorter than what a program does. */
const ISSUES_ON_A_PAGE = 200;

/** `GET /v1/submissions/{id}`: the receipt as JSON, as a page, or row by row as CSV. */
export async function handleGetSubmission(
  submissionId: string,
  { request, reply }: { readonly request: HttpRequest; readonly reply: HttpReply },
  deps: GetDeps,
): Promise<HttpReply> {
  const { limit, cursor, format, lang } = readQuery(receiptQuery, request.query);
  const kind = format ?? chooseAnswer(request.headers.accept, ["json", "html", "csv"]);
  const reader = await admitReader(submissionId, { request, reply }, deps);
  const otherwise = kind === "html" ? ISSUES_ON_A_PAGE : ISSUES_DEFAULT;
  const question = { submissionId, limit: limit ?? otherwise, after: decodeIssueCursor(cursor) };
  const found = await findReceipt(question, deps);
  const { receipt, knowsOutcomes } = found;
  requireReader(reader, receipt.source);
  reply.header("vary", "accept, accept-language").header("cache-control", "private, no-cache");
  if (kind === "json") return reply.send(receipt);
  if (kind === "csv") return answerRowsAsCsv({ submissionId, found, outcome: undefined }, reply, deps.warehouse);
  const language = chooseLanguage(lang, request.headers["accept-language"]);
  return answerHtml(reply, receiptPage(receipt, { language, isFirstPage: cursor === undefined, limit, knowsOutcomes }));
}
