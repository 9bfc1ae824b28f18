import { z } from "zod";
import { submissionOrigin } from "../http/submission-body.ts";
import { issue } from "../issue.ts";
import { ACCUMULATIONS, CALIBERS, MEASURES, PRICE_BASES, SUBMISSION_MODES } from "../vocabulary.ts";
import { logPosition } from "./log-position.ts";

/** What a source wrote for a part of the identity, where that is not what we call it: 2018年1-6月, 义 县. */
export const submittedNames = z
  .partialRecord(z.enum(["indicator", "region", "period"]), z.string())
  .meta({ id: "SubmittedNames" });
export type SubmittedNames = z.infer<typeof submittedNames>;

/** One figure with its whole identity, normalised, beside what was sent. DOMAIN §1. */
export const validatedObservation = z
  .strictObject({
    row: z.int().min(1),
    indicator: z.string(),
    region: z.string(),
    period: z.string().describe("Canonical name of the period: 2021, 2021-S1, 2021-Q1, 2021-05."),
    periodStart: z.iso.date(),
    periodEnd: z.iso.date(),
    accumulation: z.enum(ACCUMULATIONS),
    measure: z.enum(MEASURES),
    priceBasis: z.enum(PRICE_BASES),
    caliber: z.enum(CALIBERS),
    value: z
      .string()
      .nullable()
      .describe(
        "Decimal in the base unit (元, 人, %): at most 28 digits before and 10 after the point. Null where the status is missing, withheld or withdrawn.",
      ),
    unit: z.string(),
    submittedValue: z.string(),
    submittedUnit: z.string(),
    submittedNames: submittedNames.optional(),
    status: z.string(),
    releasedAt: z.string().nullable(),
    citation: z.string(),
    note: z.string(),
    explanation: z.string().nullable().describe("Why a figure that a rule doubts is right (上报说明)."),
  })
  .meta({ id: "ValidatedObservation" });
export type ValidatedObservation = z.infer<typeof validatedObservation>;

/** What a validated and a rejected submission have in common. */
export const validationOutcome = {
  submissionId: z.string(),
  source: z.string(),
  mode: z.enum(SUBMISSION_MODES),
  contentSha256: z.string(),
  received: logPosition,
  rows: z.int().min(0).describe("Rows that were sent."),
  origin: submissionOrigin.pick({ format: true, fileName: true, feed: true }).optional(),
  places: z
    .array(z.string())
    .optional()
    .describe("Place of each row in the file that it was read from, in the order of rows; absent where none has one."),
  issues: z.array(issue).describe("Findings, at most as many as the validator's limit."),
  issueCounts: z.record(z.string(), z.int()).describe("Complete number of findings per code."),
};

/** `submission-validated.v1`: the rows that passed. In mode partial the others are `rejectedRows`, with their issues. */
export const submissionValidatedV1 = z
  .strictObject({
    ...validationOutcome,
    rejectedRows: z.int().min(0),
    observations: z.array(validatedObservation).min(1),
  })
  .meta({ id: "SubmissionValidatedV1" });
export type SubmissionValidatedV1 = z.infer<typeof submissionValidatedV1>;
