import { z } from "zod";
import { receiptCounts } from "../http/receipt.ts";
import { SUBMISSION_STATES } from "../vocabulary.ts";

/** `submission-settled.v1`: what became of a submission is in its receipt. Again where a later look changes the counts. */
export const submissionSettledV1 = z
  .strictObject({
    submissionId: z.string(),
    source: z.string(),
    state: z.enum(SUBMISSION_STATES).extract(["rejected", "stored"]),
    contentSha256: z.string(),
    counts: receiptCounts,
    issueCounts: z.record(z.string(), z.int()).describe("Complete number of findings per code."),
  })
  .meta({ id: "SubmissionSettledV1" });
export type SubmissionSettledV1 = z.infer<typeof submissionSettledV1>;
