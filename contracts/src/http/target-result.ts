import { z } from "zod";
import { TARGET_OUTCOMES } from "../vocabulary.ts";

/** One row of `GET /v1/targets`. `actual` and `required` are in `unit`; completion and pace in %. DESIGN §8. */
export const targetResult = z
  .strictObject({
    plan: z.string(),
    target: z.string(),
    section: z.string(),
    commitment: z.string(),
    indicator: z.string().nullable(),
    region: z.string(),
    regionName: z.string(),
    period: z.string(),
    actual: z.number().nullable(),
    required: z.number().nullable(),
    unit: z.string().nullable(),
    result: z.enum(TARGET_OUTCOMES),
    completion: z.number().nullable(),
    pace: z.number().nullable(),
    provisional: z.boolean(),
    outsidePlan: z.boolean(),
    leadAgencies: z.array(z.string()),
    cooperatingAgencies: z.array(z.string()),
  })
  .meta({ id: "TargetResult" });
export type TargetResult = z.infer<typeof targetResult>;
