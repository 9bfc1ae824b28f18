import { z } from "zod";
import {
  ACCUMULATIONS,
  BENCHMARK_METHODS,
  CALIBERS,
  FLAGS,
  GROWTH_SOURCES,
  PRICE_BASES,
  VERDICTS,
} from "../vocabulary.ts";

/** One row of `GET /v1/comparisons`: growth and benchmark in %, gap in percentage points, unrounded. DESIGN §8. */
export const comparison = z
  .strictObject({
    scope: z.string(),
    indicator: z.string(),
    region: z.string(),
    regionName: z.string(),
    period: z.string(),
    accumulation: z.enum(ACCUMULATIONS),
    priceBasis: z.enum(PRICE_BASES).nullable(),
    caliber: z.enum(CALIBERS).nullable(),
    growth: z.number().nullable(),
    growthSource: z.enum(GROWTH_SOURCES).nullable(),
    otherGrowth: z.number().nullable().describe("The rate on the other basis: shown, never compared."),
    benchmark: z.number().nullable(),
    benchmarkMethod: z.enum(BENCHMARK_METHODS).nullable(),
    gap: z.number().nullable(),
    verdict: z.enum(VERDICTS),
    rank: z.int().nullable(),
    rankWorst: z.int().nullable(),
    of: z.int().nullable(),
    levelRank: z.int().nullable().describe("Place by level among the members whose level is known."),
    levelRankWorst: z.int().nullable(),
    levelOf: z.int().nullable(),
    contribution: z
      .number()
      .nullable()
      .describe("Percentage points of the pooled growth that come from the region; they sum to it over the members."),
    growthChange: z.number().nullable().describe("Percentage points against the period before."),
    rankChange: z.int().nullable().describe("Places gained (positive) or lost against the period before."),
    cityGrowth: z.number().nullable().describe("The nearest city's own rate, on the basis that is compared."),
    cityGap: z.number().nullable().describe("Percentage points above the city's own rate."),
    provinceGrowth: z.number().nullable().describe("The province's own rate, on the basis that is compared."),
    provinceGap: z.number().nullable().describe("Percentage points above the province's own rate."),
    disagreement: z
      .number()
      .nullable()
      .describe("Published benchmark minus the pooled one, percentage points; null where either is not known."),
    coverage: z.strictObject({
      reporting: z.int(),
      expected: z.int(),
      weight: z.number().nullable(),
      missing: z.array(z.string()),
    }),
    outsidePlan: z.boolean(),
    flags: z.array(z.enum(FLAGS)),
  })
  .meta({ id: "Comparison" });
export type Comparison = z.infer<typeof comparison>;
