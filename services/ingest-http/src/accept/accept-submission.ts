import { createHash } from "node:crypto";
import { type Access, countRows } from "@yardstick/access";
import type { Receipt, SubmissionState } from "@yardstick/contracts";
import { bindSubmission, type HttpReply, type HttpRequest, type Randomness } from "@yardstick/runtime";
import { deriveSubmissionId, newSubmissionId } from "@yardstick/submissions";
import { type DecodeDeps, decodeUpload } from "./decode-upload.ts";
import { bodyIncomplete } from "./open-body.ts";
import { previewReceipt } from "./preview-receipt.ts";
import { type PublishDeps, publish, publishOnce } from "./publish-once.ts";
import { readIdempotencyKey } from "./read-idempotency-key.ts";
import { requireScope } from "./require-scope.ts";
import type { Upload } from "./upload.ts";

export interface AcceptDeps extends DecodeDeps, PublishDeps {
  readonly access: Access;
  readonly randomness: Randomness;
}

export type Acceptance =
  /** The log has it safe. */
  | { readonly kind: "accepted"; readonly submissionId: string; readonly state: SubmissionState }
  /** A dry run: nothing was published. */
  | { readonly kind: "preview"; readonly receipt: Receipt };

export interface Exchange {
  readonly request: HttpRequest;
  readonly reply: HttpReply;
}

/** From bytes to a record of the log, or to the receipt of a dry run. @throws HttpProblem */
export async function acceptSubmission(
  upload: Upload,
  { request, reply }: Exchange,
  deps: AcceptDeps,
): Promise<Acceptance> {
  const key = readIdempotencyKey(request.headers["idempotency-key"]);
  const decoded = await decodeUpload(upload, deps);
  await upload.finish();
  const { body, bytes } = decoded;
  requireScope(request.identity, body, deps.reference);
  const contentSha256 = createHash("sha256").update(bytes).digest("hex");
  if (upload.fields.dryRun) {
    const { reference, clock } = deps;
    return { kind: "preview", receipt: previewReceipt(body, { contentSha256, reference, nowMs: clock.nowMs() }) };
  }
  // Who was answered that it takes too long, or went away, does not expect the figures to be stored.
  if (reply.sent || request.raw.socket.destroyed) throw bodyIncomplete(null);
  await countRows(deps.access, request.identity, body.observations.length);
  const submissionId =
    key === undefined ? newSubmissionId(deps.randomness.randomBytes(16)) : deriveSubmissionId(body.source, key);
  bindSubmission(request, submissionId);
  const publication = { submissionId, contentSha256, decoded, request };
  const state = key === undefined ? await publish(publication, deps) : await publishOnce(publication, deps);
  return { kind: "accepted", submissionId, state };
}
