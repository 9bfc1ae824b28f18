import { z } from "zod";
import { submittedNames } from "../events/submission-validated.ts";
import { ACCUMULATIONS, CALIBERS, MEASURES, OBSERVATION_STATES, PRICE_BASES } from "../vocabulary.ts";

/** One row of `GET /v1/observations`: value and unit in the base unit, beside both as submitted. DESIGN §8. */
export const observation = z
  .strictObject({
    indicator: z.string(),
    region: z.string(),
    regionName: z.string(),
    period: z.string(),
    accumulation: z.enum(ACCUMULATIONS),
    measure: z.enum(MEASURES),
    priceBasis: z.enum(PRICE_BASES),
    caliber: z.enum(CALIBERS),
    value: z.string().nullable().describe("Null where there is no figure: state says why. Zero is a figure."),
    state: z.enum(OBSERVATION_STATES),
    unit: z.string(),
    submittedValue: z.string(),
    submittedUnit: z.string(),
    submittedNames: submittedNames.describe("Names as they were sent, where they are not the ones above."),
    status: z.string(),
    source: z.string(),
    submissionId: z.string(),
    releasedAt: z.string().nullable(),
    citation: z.string(),
    note: z.string(),
    knownAt: z.iso.datetime(),
  })
  .meta({ id: "Observation" });
export type Observation = z.infer<typeof observation>;
