import { z } from "zod";
import { issue } from "../issue.ts";
import { FEED_FORMATS, SUBMISSION_MODES } from "../vocabulary.ts";

/** Text of a bounded length without NUL: the only control character that some store refuses. */
const text = (maxChars: number) =>
  z
    .string()
    .min(1)
    .max(maxChars)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: NUL is the one that must not come through.
    .regex(/^[^\u0000]*$/, "must not contain NUL");

/**
 * One row as a source sends it. Only shape and size are judged here; whether a code exists or a period is possible is
 * a validation rule's business, since its answer names the row and may let the others through.
 */
export const submittedObservation = z
  .strictObject({
    indicator: text(128),
    region: text(64).describe("GB/T 2260 code, 12-digit code below the county, or a pseudo-region such as 210000-XY."),
    period: text(64).describe("2021, 2021-S1, 2021-Q2 or 2021-06."),
    value: z
      .union([text(64), z.number(), z.null()])
      .describe("Decimal string; a JSON number is accepted. Null only with a status that says why there is no figure."),
    unit: text(32).optional(),
    measure: text(32).optional(),
    accumulation: text(32).optional(),
    priceBasis: text(32).optional(),
    caliber: text(32).optional(),
    status: text(32).optional(),
    releasedAt: text(40).optional().describe("RFC 3339 instant of the publication."),
    citation: text(1000).optional().describe("Where the figure was published."),
    note: text(1000).optional(),
    explanation: text(1000)
      .optional()
      .describe("Why a figure that a rule doubts is right, or why it is withdrawn (上报说明)."),
    place: text(128)
      .optional()
      .describe("Where the figure stands in the file that it was read from: Sheet1!C7, C7 of a CSV, line 12."),
  })
  .meta({ id: "SubmittedObservation" });
export type SubmittedObservation = z.infer<typeof submittedObservation>;

export const SOURCE_PATTERN = /^[a-z0-9][a-z0-9._-]{0,63}$/;

/** A place relative to a figure's: `A` is column A of its row, `3` row 3 of its column, `B1` that cell. */
const locator = z.string().regex(/^([A-Z]{1,3})?([1-9]\d{0,6})?$/);

/** Where the rows of a submission come from, for one that was read from a file. */
export const submissionOrigin = z
  .strictObject({
    format: z.enum(FEED_FORMATS),
    fileName: text(255).optional(),
    feed: text(64).optional().describe("The mapping that the file was read by."),
    decimalMark: z
      .enum([".", ","])
      .optional()
      .describe("What separates decimals in the texts of values; else a point."),
    fields: z
      .record(z.string().max(128), z.record(z.string().max(64), locator))
      .optional()
      .describe("For each table (a sheet's name; empty for a CSV) where a row's fields stand, seen from its place."),
    findings: z
      .array(issue)
      .max(100)
      .optional()
      .describe("What reading the file has to tell, such as hidden rows; warnings and infos."),
    findingCounts: z.record(z.string().max(64), z.int().min(0)).optional().describe("Complete number per code."),
  })
  .meta({ id: "SubmissionOrigin" });
export type SubmissionOrigin = z.infer<typeof submissionOrigin>;

/** Body of `POST /v1/submissions` and value of `submission-received.v1`. DESIGN §8. */
export const submissionBody = z
  .strictObject({
    source: z.string().regex(SOURCE_PATTERN).describe("Who reports; a key may only speak for its sources."),
    mode: z.enum(SUBMISSION_MODES).default("atomic").describe("atomic: all rows or none. partial: the good rows."),
    origin: submissionOrigin.optional(),
    observations: z.array(submittedObservation).min(1).describe("Rows, counted from 1."),
  })
  .meta({ id: "SubmissionBody" });
export type SubmissionBody = z.infer<typeof submissionBody>;
