import { z } from "zod";
import { target } from "../reference/reference-data.ts";

/** One row of `GET /v1/reference/targets`: a line of a plan, with the plan's id. */
export const targetReference = z.strictObject({ plan: z.string(), ...target.shape }).meta({ id: "TargetReference" });
export type TargetReference = z.infer<typeof targetReference>;
