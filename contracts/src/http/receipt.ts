import { z } from "zod";
import { issue } from "../issue.ts";
import { SUBMISSION_STATES } from "../vocabulary.ts";

/** Disjoint counts of rows; once settled they sum to the rows of the submission. DESIGN §8. */
export const receiptCounts = z
  .strictObject({
    accepted: z.int().min(0).describe("Rows that opened a new coordinate."),
    superseded: z.int().min(0).describe("Rows that replaced a figure."),
    unchanged: z.int().min(0).describe("Rows that repeat the current figure."),
    rejected: z.int().min(0).describe("Rows that a rule, another source's ownership or a lower status refuses."),
  })
  .meta({ id: "ReceiptCounts" });
export type ReceiptCounts = z.infer<typeof receiptCounts>;

/** Answer of `POST /v1/submissions` (202). */
export const submissionAccepted = z
  .strictObject({ submissionId: z.string(), state: z.enum(SUBMISSION_STATES), statusUrl: z.string() })
  .meta({ id: "SubmissionAccepted" });
export type SubmissionAccepted = z.infer<typeof submissionAccepted>;

/** What became of a submission, row by row. `stored` means that SQL answers. */
export const receipt = z
  .strictObject({
    submissionId: z.string().optional().describe("Absent in the answer to a dry run."),
    source: z.string().nullable(),
    state: z.enum(SUBMISSION_STATES),
    contentSha256: z.string().nullable().describe("SHA-256 of the body, hexadecimal."),
    counts: receiptCounts,
    issueCounts: z
      .record(z.string(), z.int())
      .describe("Complete number of issues per code, even where the list is cut."),
    issues: z.array(issue),
  })
  .meta({ id: "Receipt" });
export type Receipt = z.infer<typeof receipt>;
