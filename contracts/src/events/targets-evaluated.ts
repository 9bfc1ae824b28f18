import { z } from "zod";
import { cause } from "./indicator-period-changed.ts";

/** `targets-evaluated.v1`: the results of these targets of one plan for one region are in the table. */
export const targetsEvaluatedV1 = z
  .strictObject({
    plan: z.string(),
    region: z.string(),
    targets: z.array(z.string()).min(1),
    periodEnds: z.array(z.iso.date()).min(1),
    cause,
  })
  .meta({ id: "TargetsEvaluatedV1" });
export type TargetsEvaluatedV1 = z.infer<typeof targetsEvaluatedV1>;
