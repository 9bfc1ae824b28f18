import { z } from "zod";
import { figure } from "./target-fields.ts";

/**
 * What is required of one region at the end of one year, where the plan's text names no figure: a row of
 * target-paths.csv. DOMAIN §6, S3 and S10.
 */
export const targetPathRow = z
  .strictObject({
    plan: z.string(),
    target: z.string(),
    region: z.string(),
    year: z.string().regex(/^(19|2[0-2])\d{2}$/, "is no year such as 2018"),
    required: figure,
    unit: z.string().describe("Any unit of the target's kind; it is converted."),
    source: z.string().describe("Where the figure was found."),
  })
  .meta({ id: "TargetPathRow" });
export type TargetPathRow = z.infer<typeof targetPathRow>;
