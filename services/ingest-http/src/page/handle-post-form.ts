import { admit } from "@yardstick/access";
import type { HttpReply, HttpRequest } from "@yardstick/runtime";
import { type AcceptDeps, acceptSubmission } from "../accept/accept-submission.ts";
import { passBody } from "../accept/pass-body.ts";
import { readForm } from "../accept/read-form.ts";
import { FILE_FIELDS } from "../accept/read-submission-fields.ts";
import { requireSameOrigin } from "../accept/require-same-origin.ts";
import type { ReceiptPasses } from "../receipt/receipt-passes.ts";
import { answerHtml } from "./answer-html.ts";
import { chooseLanguage, languageAsked } from "./choose-language.ts";
import { receiptPage } from "./receipt-page.ts";

export interface PostFormDeps extends AcceptDeps {
  readonly passes: ReceiptPasses;
}

const KEY_FIELD = "key";

/**
 * `POST /`: what the form sends. The key stands in a field before the file, so that no byte of the file is read for who
 * has none. It answers 303 to the receipt's page with a pass for that receipt alone, or the page of a check.
 */
export async function handlePostForm(request: HttpRequest, reply: HttpReply, deps: PostFormDeps): Promise<HttpReply> {
  const { keyring } = deps.access;
  const language = chooseLanguage(languageAsked(request.query), request.headers["accept-language"]);
  try {
    requireSameOrigin(request, keyring.isConfigured());
    const query = Object.entries(request.query as Record<string, unknown>).filter(([name]) => name !== "lang");
    const { upload, others } = await readForm(request, { query, fields: FILE_FIELDS, others: [KEY_FIELD] });
    const shown = keyring.authenticateKey(others.get(KEY_FIELD)?.trim() || null);
    request.identity = await admit(shown, reply, { access: deps.access, verbs: ["submit"] });
    const acceptance = await acceptSubmission(upload, { request, reply }, deps);
    if (acceptance.kind === "preview") {
      return answerHtml(reply, receiptPage(acceptance.receipt, { language, isFirstPage: true, limit: undefined }));
    }
    const { submissionId } = acceptance;
    return reply
      .header("set-cookie", deps.passes.issue(submissionId))
      .redirect(`/v1/submissions/${submissionId}?format=html&lang=${language}`, 303);
  } finally {
    passBody(request);
  }
}
