import type { HttpProblem } from "@yardstick/runtime";
import { isIssuedId } from "@yardstick/submissions";
import {
  emptyReceipt,
  type ReceiptQuestion,
  type ReceiptReader,
  readReceipt,
  type StoredReceipt,
} from "@yardstick/warehouse";
import { bilingualProblem } from "../accept/bilingual-problem.ts";
import type { RecentSubmissions } from "../accept/recent-submissions.ts";
import { encodeIssueCursor } from "./receipt-cursor.ts";

export interface FindDeps {
  readonly warehouse: ReceiptReader;
  readonly recent: RecentSubmissions;
}

/** What fits into an id: the validator takes no other from a producer of its own. */
const SUBMISSION_ID = /^[\x21-\x7e]{1,200}$/;

/**
 * The receipt of an id. One that was issued here and of which nothing is stored yet is `received`; one that a bureau's
 * own producer chose is known once its outcome is stored, since it carries no digest. @throws HttpProblem 404
 */
export async function findReceipt(question: ReceiptQuestion, { warehouse, recent }: FindDeps): Promise<StoredReceipt> {
  const { submissionId } = question;
  const stored = SUBMISSION_ID.test(submissionId) ? await readReceipt(warehouse, question) : null;
  if (stored !== null) return withCursor(stored);
  if (!isIssuedId(submissionId)) throw submissionUnknown();
  const known = recent.get(submissionId);
  const empty = emptyReceipt(submissionId, known?.source ?? null);
  const receipt = { ...empty, contentSha256: known?.contentSha256 ?? null };
  return withCursor({ receipt, lastIssue: null, submission: null, knowsOutcomes: true });
}

function withCursor({ receipt, lastIssue, ...known }: StoredReceipt): StoredReceipt {
  const nextCursor = lastIssue === null ? null : encodeIssueCursor(lastIssue);
  return { receipt: { ...receipt, nextCursor }, lastIssue, ...known };
}

function submissionUnknown(): HttpProblem {
  return bilingualProblem({
    status: 404,
    code: "SUBMISSION_UNKNOWN",
    zh: "没有这个报送编号：它不是在这里发出的，也没有任何数据以它入库。",
    en: "No submission has this id: it was not issued here, and nothing has been stored under it.",
  });
}
