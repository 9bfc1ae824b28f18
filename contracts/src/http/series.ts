import { z } from "zod";
import { ACCUMULATIONS, CALIBERS, FLAGS, GROWTH_SOURCES, PRICE_BASES } from "../vocabulary.ts";

/** One row of `GET /v1/series`: a period of one region with its year-on-year growth. Rates in %, unrounded. DESIGN §8. */
export const seriesPoint = z
  .strictObject({
    indicator: z.string(),
    region: z.string(),
    regionName: z.string(),
    period: z.string(),
    accumulation: z.enum(ACCUMULATIONS),
    caliber: z.enum(CALIBERS),
    level: z.number().nullable().describe("In `unit`; null where only a rate is known, or the level was withdrawn."),
    unit: z.string(),
    status: z.string().nullable().describe("Status of the level, else of the reported rate."),
    reported: z.number().nullable().describe("The rate as the bureau reported it, on a basis that may be compared."),
    reportedPriceBasis: z.enum(PRICE_BASES).nullable(),
    computed: z.number().nullable().describe("The rate computed from both levels."),
    growth: z.number().nullable().describe("The reported rate, else the computed one where the catalogue allows it."),
    growthSource: z.enum(GROWTH_SOURCES).nullable(),
    flags: z.array(z.enum(FLAGS)),
  })
  .meta({ id: "SeriesPoint" });
export type SeriesPoint = z.infer<typeof seriesPoint>;
