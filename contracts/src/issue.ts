import { z } from "zod";
import { bilingualText } from "./text.ts";
import { SEVERITIES } from "./vocabulary.ts";

/** One finding of a validation rule about one row, or about the submission as a whole. DESIGN §8, DOMAIN §7. */
export const issue = z
  .strictObject({
    rule: z.string().describe("Rule that found it: its number in the validation order, or the name of a later stage."),
    code: z.string().describe("Stable code: never reused for another meaning."),
    severity: z.enum(SEVERITIES),
    row: z.int().min(1).nullable().describe("Row of the submission, counted from 1; null for the envelope."),
    place: z
      .string()
      .nullable()
      .optional()
      .describe("Where that is in the file that was sent: Sheet1!C7, C7 of a CSV, line 12. Absent where nothing says."),
    field: z.string().nullable().describe("Field of the row by its JSON name; null for the row as a whole."),
    coordinate: z
      .string()
      .nullable()
      .describe("indicator/region/period/accumulation/measure/priceBasis/caliber as far as known."),
    message: bilingualText,
    suggestion: z.string().nullable().describe("What the sender probably meant; null where nothing is close."),
  })
  .meta({ id: "Issue" });
export type Issue = z.infer<typeof issue>;
