import type { SubmissionState } from "@yardstick/contracts";
import type { ReceiptReader } from "./receipt-reader.ts";

export interface SettledSubmission {
  readonly state: SubmissionState;
  readonly contentSha256: string;
}

/** State and content of what this source has sent under this id, null where nothing of it is settled yet. */
export async function readSettled(
  warehouse: ReceiptReader,
  { submissionId, source }: { submissionId: string; source: string },
): Promise<SettledSubmission | null> {
  const [row] = await warehouse.query<SettledRow>(SETTLED_SQL, { id: submissionId, source });
  return row === undefined ? null : { state: row.state, contentSha256: row.content_sha256 };
}

interface SettledRow {
  readonly state: SubmissionState;
  readonly content_sha256: string;
}

const SETTLED_SQL = `
SELECT state, content_sha256
FROM submissions FINAL
WHERE submission_id = {id:String} AND source = {source:String}
ORDER BY submissions.version
LIMIT 1`;
