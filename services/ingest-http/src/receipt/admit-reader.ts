import { type Access, admit, allow, type Identity, requireAccess } from "@yardstick/access";
import type { HttpReply, HttpRequest } from "@yardstick/runtime";
import type { ReceiptPasses } from "./receipt-passes.ts";

export interface ReaderDeps {
  readonly access: Access;
  readonly passes: ReceiptPasses;
}

/** Who may read one receipt; null: the browser that sent it. */
export type Reader = Identity | null;

/** Asks for a key, or for the pass that the form left with the browser. @throws HttpProblem 401, 403, 429 */
export async function admitReader(
  submissionId: string,
  { request, reply }: { readonly request: HttpRequest; readonly reply: HttpReply },
  { access, passes }: ReaderDeps,
): Promise<Reader> {
  if (passes.admits(submissionId, request.headers.cookie)) return null;
  const shown = access.keyring.authenticate(request.headers.authorization);
  return admit(shown, reply, { access, verbs: ["submit", "read"] });
}

/** A key that may read sees every receipt, one that may submit those of its sources. @throws HttpProblem 403 */
export function requireReader(reader: Reader, source: string | null): void {
  if (reader === null || allow(reader, { verb: "read" }).allowed) return;
  requireAccess(reader, { verb: "submit", ...(source === null ? {} : { source }) });
}
