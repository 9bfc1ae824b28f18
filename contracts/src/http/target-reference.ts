import { z } from "zod";
import { targetWith } from "../reference/target.ts";

/** One row of `GET /v1/reference/targets`: a target of a plan, with the plan's id. */
export const targetReference = targetWith({ plan: z.string() }).meta({ id: "TargetReference" });
export type TargetReference = z.infer<typeof targetReference>;
