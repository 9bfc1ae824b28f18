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
    growthChange: z.number().nullable().describe("Percentage points against the period before."),
    rankChange: z.int().nullable().describe("Places gained (positive) or lost against the period before."),
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
