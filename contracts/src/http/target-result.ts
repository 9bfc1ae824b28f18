import { z } from "zod";
import { TARGET_FORMS } from "../reference/target.ts";
import { bilingualText } from "../text.ts";
import { TARGET_OUTCOMES } from "../vocabulary.ts";

/** One row of `GET /v1/targets`. `actual` and `required` are in `unit`; completion and pace in %. DESIGN §8. */
export const targetResult = z
  .strictObject({
    plan: z.string(),
    target: z.string(),
    line: z.string().describe("Line of the plan: S1."),
    form: z.enum(TARGET_FORMS).describe("What it asks for, and so how it is judged."),
    section: z.string(),
    text: bilingualText.describe("The clause, shortened to what it asks for."),
    commitment: z.string(),
    indicator: z.string().nullable(),
    region: z.string(),
    regionName: z.string(),
    period: z.string(),
    deadline: z.iso.date().nullable().describe("Last day on which it can be met; null where the plan sets none."),
    actual: z.number().nullable(),
    required: z.number().nullable(),
    unit: z.string().nullable(),
    result: z.enum(TARGET_OUTCOMES),
    completion: z.number().nullable(),
    pace: z.number().nullable(),
    paceGap: z.number().nullable().describe("Completion less pace, in percentage points."),
    lastYearPace: z
      .number()
      .nullable()
      .describe("Share of last year's annual figure that was reached in the same month, in %. It decides nothing."),
    provisional: z.boolean(),
    outsidePlan: z.boolean(),
    leadAgencies: z.array(z.string()),
    cooperatingAgencies: z.array(z.string()),
  })
  .meta({ id: "TargetResult" });
export type TargetResult = z.infer<typeof targetResult>;
