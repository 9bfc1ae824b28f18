import { z } from "zod";
import { parsePeriodCode } from "../period/period.ts";
import {
  ACCUMULATIONS,
  ALERT_NAMES,
  ALERT_STATES,
  CALIBERS,
  MEASURES,
  PRICE_BASES,
  ROW_OUTCOMES,
  SUBMISSION_MODES,
} from "../vocabulary.ts";
import { SOURCE_PATTERN } from "./submission-body.ts";

/**
 * The query strings of every route, as strict objects: an unknown parameter is a 400. A value comes as text; whether a
 * code exists is for the route to say, since only it holds the reference data. DESIGN §8.
 */
export const LIMIT_DEFAULT = 100;
export const LIMIT_MAX = 1000;

const code = z.string().min(1).max(64);

const toNumber = (text: unknown) => (typeof text === "string" && /^\d{1,9}$/.test(text) ? Number(text) : text);

const page = {
  limit: z.preprocess(toNumber, z.int().min(1).max(LIMIT_MAX)).default(LIMIT_DEFAULT).describe("Rows in one answer."),
  cursor: z.string().min(1).max(1024).optional().describe("nextCursor of the answer before."),
};

const scope = code.optional().describe("Pseudo-region of the scope: 210000-XY.");
const indicator = code.optional().describe("Indicator id or alias: gdp, services_value_added.");
const region = code.optional().describe("GB/T 2260 code or pseudo-region: 210421, 210400-XY.");
const period = z
  .string()
  .regex(/^\d{4}(-(S[12]|Q[1-4]|0[1-9]|1[0-2]))?$/)
  .refine((text) => parsePeriodCode(text) !== null, "a year from 1900 to 2299")
  .optional()
  .describe("2021, 2021-S1, 2021-Q2 or 2021-06; the answer uses the name that was asked for.");
const accumulation = z
  .enum(ACCUMULATIONS)
  .optional()
  .describe("Where ytd and period coincide (years, S1, Q1, January) either matches.");
/** A `+` that was not escaped arrives as a space: 2022-03-01T16:00:00 08:00. */
const toInstant = (text: unknown) => (typeof text === "string" ? text.replace(/ (?=\d\d:\d\d$)/, "+") : text);
const asOf = z
  .preprocess(toInstant, z.iso.datetime({ offset: true }))
  .optional()
  .describe(
    "RFC 3339: as it was known at this instant (known-at <= asOf). Beyond knownThrough the answer is provisional.",
  );

/** `GET /v1/comparisons` */
export const comparisonsQuery = z.strictObject({
  ...{ scope, indicator, period, region, accumulation, asOf },
  benchmarkMethod: z
    .literal("simple")
    .optional()
    .describe("simple: against the simple mean of the members' rates; without it published, pooled or weighted."),
  ...page,
});
export type ComparisonsQuery = z.infer<typeof comparisonsQuery>;

/** `GET /v1/targets` */
export const targetsQuery = z.strictObject({
  plan: code.optional().describe("Plan id: fushun-2018-2020."),
  region,
  period,
  asOf,
  ...page,
});
export type TargetsQuery = z.infer<typeof targetsQuery>;

/** `GET /v1/alerts` */
export const alertsQuery = z.strictObject({
  state: z.enum(ALERT_STATES).optional(),
  region,
  indicator,
  alertname: z.enum(ALERT_NAMES).optional(),
  asOf,
  ...page,
});
export type AlertsQuery = z.infer<typeof alertsQuery>;

/** `GET /v1/observations` */
export const observationsQuery = z.strictObject({
  indicator,
  region,
  period,
  accumulation,
  measure: z.enum(MEASURES).optional(),
  priceBasis: z.enum(PRICE_BASES).optional(),
  caliber: z.enum(CALIBERS).optional(),
  source: z.string().regex(SOURCE_PATTERN).optional().describe("Who reported the figure."),
  submissionId: z.string().min(1).max(256).optional(),
  vintages: z.literal("all").optional().describe("all: every version of each figure; without it the current one."),
  asOf,
  ...page,
});
export type ObservationsQuery = z.infer<typeof observationsQuery>;

/** `GET /v1/series` */
export const seriesQuery = z.strictObject({
  indicator: code.describe("Indicator id or alias: gdp, services_value_added."),
  region: code.describe("GB/T 2260 code or pseudo-region: 210421, 210400-XY."),
  from: period.describe("First period: 2015, 2015-Q2 or 2015-04; the months before it are left out."),
  to: period.describe("Last period; what ends after it is left out."),
  accumulation: z
    .enum(ACCUMULATIONS)
    .optional()
    .describe("period: single periods, those that are not reported derived from years to date (flag DERIVED)."),
  asOf,
  ...page,
});
export type SeriesQuery = z.infer<typeof seriesQuery>;

/** `GET /v1/provenance`: exactly one subject. Which parameters belong together is for the route to say. */
export const provenanceQuery = z.strictObject({
  scope: scope.describe("With indicator, region and period: a comparison."),
  plan: code.optional().describe("With target, region and period: a target's result."),
  target: code.optional().describe("Target id: S1-gdp."),
  indicator,
  region,
  period,
  accumulation,
  measure: z.enum(MEASURES).optional().describe("With indicator, region and period: a figure; level where absent."),
  priceBasis: z.enum(PRICE_BASES).optional(),
  caliber: z.enum(CALIBERS).optional(),
  alertId: z.string().min(1).max(128).optional().describe("An alert."),
  submissionId: z.string().min(1).max(256).optional().describe("A submission: what rests on its figures."),
  source: z
    .string()
    .regex(SOURCE_PATTERN)
    .optional()
    .describe("With submissionId: whose, where several sources used the id."),
  asOf,
  ...page,
});
export type ProvenanceQuery = z.infer<typeof provenanceQuery>;

/** What `GET /v1/reference/{name}` can list. */
export const REFERENCE_LISTS = ["regions", "indicators", "targets", "scopes"] as const;
export type ReferenceList = (typeof REFERENCE_LISTS)[number];

/** `GET /v1/reference/{regions|indicators|targets|scopes}` */
export const referenceQuery = z.strictObject(page);
export type ReferenceQuery = z.infer<typeof referenceQuery>;

/** `POST /v1/submissions`: JSON carries source and mode itself; the other formats have no place for them. */
export const submissionQuery = z.strictObject({
  dryRun: z.enum(["true", "false"]).optional().describe("true: judge and answer 200 with a receipt, store nothing."),
  source: z
    .string()
    .regex(SOURCE_PATTERN)
    .optional()
    .describe("Who reports; formats other than JSON only. Needed where no feed says it."),
  mode: z.enum(SUBMISSION_MODES).optional().describe("Formats other than JSON only; atomic where absent."),
  feed: code
    .optional()
    .describe("The mapping to read the file by; formats other than JSON only. Without it the file's shape decides."),
  fileName: z
    .string()
    .min(1)
    .max(255)
    .optional()
    .describe(
      "Name of the file, where neither Content-Disposition nor the part says it; formats other than JSON only.",
    ),
});
export type SubmissionQuery = z.infer<typeof submissionQuery>;

const cursor = z.string().min(1).max(128).optional().describe("nextCursor of the answer before.");
const lang = z.enum(["zh", "en"]).optional().describe("Language of a page; else Accept-Language decides.");

/** `GET /v1/submissions/{id}`: the list of issues in pages. */
export const receiptQuery = z.strictObject({
  limit: z.preprocess(toNumber, z.int().min(1).max(LIMIT_MAX)).optional().describe("Issues in one answer; else 1,000."),
  cursor,
  format: z.enum(["json", "csv", "html"]).optional().describe("What to answer; else Accept decides. csv: row by row."),
  lang,
});
export type ReceiptQuery = z.infer<typeof receiptQuery>;

/** `GET /v1/submissions/{id}/rows` */
export const receiptRowsQuery = z.strictObject({
  outcome: z.enum(ROW_OUTCOMES).optional().describe("Only rows of which this became."),
  limit: page.limit,
  cursor,
  format: z.enum(["json", "csv"]).optional().describe("What to answer; else Accept decides. csv: all rows at once."),
});
export type ReceiptRowsQuery = z.infer<typeof receiptRowsQuery>;
