import { z } from "zod";
import { target } from "./target.ts";
import { month } from "./target-fields.ts";

/** A plan: what it says of itself, without its targets. */
export const planHead = z.strictObject({
  id: z.string().min(1),
  nameZh: z.string(),
  nameEn: z.string(),
  validFrom: month,
  validTo: month,
  source: z.string(),
});

export const plan = planHead.extend({ targets: z.array(target) }).meta({ id: "Plan" });
export type Plan = z.infer<typeof plan>;
