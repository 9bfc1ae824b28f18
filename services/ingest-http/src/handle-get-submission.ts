import type { Receipt } from "@yardstick/contracts";
import { HttpProblem } from "@yardstick/runtime";
import { isIssuedId } from "@yardstick/submissions";
import type { Warehouse } from "@yardstick/warehouse";
import { emptyReceipt, readReceipt } from "./read-receipt.ts";
import type { RecentSubmissions } from "./recent-submissions.ts";

export interface GetDeps {
  readonly warehouse: Pick<Warehouse, "query">;
  readonly recent: RecentSubmissions;
}

/** What fits into an id: the validator takes no other from a producer of its own. */
const SUBMISSION_ID = /^[\x21-\x7e]{1,200}$/;

/**
 * `GET /v1/submissions/{id}`. An id that was issued here and of which nothing is stored yet is `received`; one that a
 * bureau's own producer chose is known once its outcome is stored, since it carries no digest.
 */
export async function handleGetSubmission(submissionId: string, { warehouse, recent }: GetDeps): Promise<Receipt> {
  const receipt = SUBMISSION_ID.test(submissionId) ? await readReceipt(warehouse, submissionId) : null;
  if (receipt !== null) return receipt;
  if (!isIssuedId(submissionId)) {
    throw new HttpProblem({
      status: 404,
      code: "SUBMISSION_UNKNOWN",
      detail: "No submission has this id: it was not issued here, and nothing has been stored under it.",
    });
  }
  const known = recent.get(submissionId);
  const empty = emptyReceipt(submissionId, known?.source ?? null);
  return { ...empty, contentSha256: known?.contentSha256 ?? null };
}
