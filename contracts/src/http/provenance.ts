import { z } from "zod";
import { ACCUMULATIONS, CALIBERS, MEASURES, PRICE_BASES } from "../vocabulary.ts";
import { alert } from "./alert.ts";
import { comparison } from "./comparison.ts";
import { targetResult } from "./target-result.ts";

/** What a figure is to the result that rests on it. DOMAIN §§4-6. */
export const PROVENANCE_ROLES = [
  "level",
  "base",
  "reported_rate",
  "published_benchmark",
  "member_level",
  "member_base",
  "member_rate",
  "compared_level",
  "compared_base",
  "compared_rate",
  "denominator_level",
  "base_year_level",
  "last_year_level",
  "component_level",
  "weight",
  "peer_level",
  "peer_base",
  "peer_rate",
] as const;
export type ProvenanceRole = (typeof PROVENANCE_ROLES)[number];

/** One version of a figure: what its source said, and where it said so. */
export const provenanceVintage = z
  .strictObject({
    value: z.string().nullable().describe("Decimal in the base unit; null where it is missing, withheld or withdrawn."),
    status: z.string(),
    outcome: z.enum(["accepted", "superseded", "unchanged", "refused"]),
    source: z.string(),
    submissionId: z.string(),
    row: z.int().describe("Row of the submission, counted from 1."),
    knownAt: z.iso.datetime(),
    version: z.string().describe("Decimal digits of the row's version; of a figure's vintages the highest is current."),
    current: z.boolean(),
  })
  .meta({ id: "ProvenanceVintage" });
export type ProvenanceVintage = z.infer<typeof provenanceVintage>;

const coordinate = {
  indicator: z.string(),
  region: z.string(),
  regionName: z.string(),
  period: z.string(),
  accumulation: z.enum(ACCUMULATIONS),
  measure: z.enum(MEASURES),
  priceBasis: z.enum(PRICE_BASES),
  caliber: z.enum(CALIBERS),
};

/** A figure with its roles in the subject and every vintage, the newest first. */
export const provenanceFigure = z
  .strictObject({
    role: z
      .enum(PROVENANCE_ROLES)
      .nullable()
      .describe("null where the figure itself, or its submission, is the subject."),
    ...coordinate,
    unit: z.string(),
    vintages: z.array(provenanceVintage),
  })
  .meta({ id: "ProvenanceFigure" });
export type ProvenanceFigure = z.infer<typeof provenanceFigure>;

/** A submission that a vintage came in, with its complete counts. */
export const provenanceSubmission = z
  .strictObject({
    submissionId: z.string(),
    source: z.string(),
    state: z.string(),
    knownAt: z.iso.datetime(),
    counts: z.strictObject({ accepted: z.int(), superseded: z.int(), unchanged: z.int(), rejected: z.int() }),
  })
  .meta({ id: "ProvenanceSubmission" });
export type ProvenanceSubmission = z.infer<typeof provenanceSubmission>;

/** A result that rests on a figure: its key, by which the other routes answer it. */
export const provenanceResult = z
  .strictObject({
    kind: z.enum(["comparison", "target_result", "alert"]),
    scope: z.string().nullable(),
    plan: z.string().nullable(),
    target: z.string().nullable(),
    alertId: z.string().nullable(),
    indicator: z.string(),
    region: z.string(),
    regionName: z.string(),
    period: z.string(),
    accumulation: z.enum(ACCUMULATIONS),
    caliber: z.enum(CALIBERS).nullable(),
    roles: z.array(z.enum(PROVENANCE_ROLES)).describe("What the subject's figures are to it."),
  })
  .meta({ id: "ProvenanceResult" });
export type ProvenanceResult = z.infer<typeof provenanceResult>;

/**
 * The answer of `GET /v1/provenance`. A page holds figures first and results after them; `nextCursor` leads on through
 * both. `subject` and `submissions` (those of the page's vintages) are on every page.
 */
export const provenance = z
  .strictObject({
    subject: z.discriminatedUnion("kind", [
      z.strictObject({ kind: z.literal("comparison"), comparison }),
      z.strictObject({ kind: z.literal("target_result"), targetResult }),
      z.strictObject({ kind: z.literal("alert"), alert }),
      z
        .strictObject({
          kind: z.literal("observation"),
          ...coordinate,
          accumulation: coordinate.accumulation.nullable(),
          measure: coordinate.measure.nullable(),
          priceBasis: coordinate.priceBasis.nullable(),
          caliber: coordinate.caliber.nullable(),
        })
        .describe("null where the question left it open: then every figure that there is."),
      z.strictObject({ kind: z.literal("submission"), submissionId: z.string(), source: z.string() }),
    ]),
    figures: z.array(provenanceFigure).describe("What the subject rests on, nearest first: own figures before peers'."),
    results: z.array(provenanceResult).describe("What rests on the subject."),
    submissions: z.array(provenanceSubmission),
    nextCursor: z.string().nullable(),
    knownThrough: z.iso.datetime().nullable(),
  })
  .meta({ id: "Provenance" });
export type Provenance = z.infer<typeof provenance>;
