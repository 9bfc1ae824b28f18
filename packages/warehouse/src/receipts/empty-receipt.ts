import type { Receipt } from "@yardstick/contracts";

/** The receipt of a submission of which nothing is known but that it was sent. */
export function emptyReceipt(submissionId: string, source: string | null): Receipt {
  const counts = { accepted: 0, superseded: 0, unchanged: 0, rejected: 0 };
  return { submissionId, source, state: "received", contentSha256: null, counts, issueCounts: {}, issues: [] };
}
