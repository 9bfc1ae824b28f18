import { z } from "zod";
import { issue } from "../issue.ts";
import { ROW_OUTCOMES, SUBMISSION_STATES } from "../vocabulary.ts";
import { submissionOrigin } from "./submission-body.ts";

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

/** What became of one row that was sent. */
export const rowResult = z
  .strictObject({
    row: z.int().min(1).describe("Row of the submission, counted from 1."),
    place: z
      .string()
      .nullable()
      .describe("Where it stands in the file that was sent: Sheet1!C7; null where nothing says."),
    outcome: z
      .enum(ROW_OUTCOMES)
      .nullable()
      .describe(
        "In a dry run accepted or rejected by the rules alone. Null for a submission that was stored before outcomes were.",
      ),
  })
  .meta({ id: "RowResult" });
export type RowResult = z.infer<typeof rowResult>;

/** One row of `GET /v1/submissions/{id}/rows`. */
export const receiptRow = rowResult.extend({ issues: z.array(issue) }).meta({ id: "ReceiptRow" });
export type ReceiptRow = z.infer<typeof receiptRow>;

/** Answer of `GET /v1/submissions/{id}/rows`: rows in the order in which they were sent. */
export const receiptRows = z
  .strictObject({ data: z.array(receiptRow), nextCursor: z.string().nullable() })
  .meta({ id: "ReceiptRows" });
export type ReceiptRows = z.infer<typeof receiptRows>;

/** What became of a submission. `stored` means that SQL answers. */
export const receipt = z
  .strictObject({
    submissionId: z.string().optional().describe("Absent in the answer to a dry run."),
    source: z.string().nullable(),
    state: z.enum(SUBMISSION_STATES),
    contentSha256: z
      .string()
      .nullable()
      .describe("SHA-256 of the submission as JSON, hexadecimal: of the body where that was JSON."),
    origin: submissionOrigin
      .pick({ format: true, fileName: true, feed: true })
      .optional()
      .describe("The file that it was read from; absent where it came as JSON."),
    counts: receiptCounts,
    issueCounts: z
      .record(z.string(), z.int())
      .describe("Complete number of issues per code, even where the list is cut."),
    issues: z.array(issue),
    nextCursor: z
      .string()
      .nullable()
      .optional()
      .describe("Where the list of issues goes on; null at its end. Absent in the answer to a dry run."),
    rows: z.array(rowResult).optional().describe("Only of a dry run: each row, in the order in which they were sent."),
  })
  .meta({ id: "Receipt" });
export type Receipt = z.infer<typeof receipt>;
