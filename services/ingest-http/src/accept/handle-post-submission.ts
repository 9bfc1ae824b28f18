import type { SubmissionAccepted } from "@yardstick/contracts";
import type { HttpReply, HttpRequest } from "@yardstick/runtime";
import { answerPreview } from "../receipt/answer-preview.ts";
import { type AcceptDeps, acceptSubmission } from "./accept-submission.ts";
import { passBody } from "./pass-body.ts";
import { readUpload } from "./read-upload.ts";
import { requireSameOrigin } from "./require-same-origin.ts";

/** `POST /v1/submissions`: 202 once the log has the submission safe, or 200 with the receipt of a dry run. */
export async function handlePostSubmission(
  request: HttpRequest,
  reply: HttpReply,
  deps: AcceptDeps,
): Promise<HttpReply> {
  try {
    requireSameOrigin(request, deps.access.keyring.isConfigured());
    const upload = await readUpload(request, deps.limits);
    const acceptance = await acceptSubmission(upload, { request, reply }, deps);
    if (acceptance.kind === "preview") return answerPreview(acceptance.receipt, request, reply);
    const { submissionId, state } = acceptance;
    const statusUrl = `/v1/submissions/${submissionId}`;
    const accepted: SubmissionAccepted = { submissionId, state, statusUrl };
    return reply.code(202).header("location", statusUrl).send(accepted);
  } finally {
    passBody(request);
  }
}
