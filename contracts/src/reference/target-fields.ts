import { z } from "zod";
import { ALERT_NAMES } from "../vocabulary.ts";

/** A month as the catalogue writes it: 2018-01; of the years that the engine's dates have, 1900 to 2299. */
export const month = z.string().regex(/^(19|2[0-2])\d{2}-(0[1-9]|1[0-2])$/, "is no month such as 2018-01");

/** A figure as text, so that 5.4 stays 5.4; what fits into Decimal(38, 10). */
export const figure = z
  .string("is no figure in quotation marks")
  .regex(/^-?\d{1,28}(\.\d{1,10})?$/, "is no figure such as 5.4");

const year = z.int().min(1900).max(2299);

/** The words by which a plan binds itself; another word is a warning. DOMAIN §6. */
export const COMMITMENTS = ["高于", "确保", "力争", "达到"] as const;

/** What a target has in every form. DOMAIN §6. */
export const commonFields = {
  id: z.string().min(1).describe("Unique in its plan: S1-gdp."),
  line: z.string().min(1).describe("Line of the plan: S1."),
  section: z.string().describe("Section of the plan's text, as it numbers itself: 二(六)1."),
  textZh: z.string().describe("The clause, shortened to what it asks for."),
  textEn: z.string(),
  note: z.string().default("").describe("What is a reading of the text rather than the text, in English."),
  regions: z.array(z.string()).min(1).describe("Headline first."),
  commitment: z.string().describe("高于, 确保, 力争 or 达到."),
  validFrom: month,
  deadline: month.nullable().describe("Last month; null where the plan sets no date: not due until one is given."),
  direction: z.enum(["higher", "lower"]),
  unit: z.string().describe("Unit of actual, required and the path."),
  leadAgencies: z.array(z.string()).min(1).describe("牵头单位, the primary one first."),
  cooperatingAgencies: z.array(z.string()).describe("配合单位; may be empty."),
  alertname: z.enum(ALERT_NAMES).describe("Alert that a breach raises."),
} as const;

/** A field that this form has no use for; it may be left out. */
export const none = z.null().default(null);

/** When a form is judged; it may be left out, since the form says it. */
export const yearly = z
  .literal("yearly")
  .default("yearly")
  .describe("On track or behind in a year, met or missed at its end.");
export const atDeadline = z
  .literal("at_deadline")
  .default("at_deadline")
  .describe("Not due before the deadline, met or missed from then on.");

export const scopeId = z
  .string()
  .describe("Peer group: whose benchmark it is measured against, or among whom it ranks.");

/** What is required at the end of a year. */
export const pathMark = z.strictObject({
  year,
  required: figure,
  region: z
    .string()
    .nullable()
    .default(null)
    .describe("Null for every region of the target; a region's own mark goes before."),
});

export const path = z
  .array(pathMark)
  .default([])
  .describe("Empty where the marks arrive as data, in target-paths.csv.");

export const base = z
  .string()
  .regex(/^(19|2[0-2])\d{2}$/, "is no year such as 2017")
  .describe("Year at whose end counting starts.");

export const rankedBy = z.enum(["growth", "level"]);

export const component = z.strictObject({
  target: z.string().describe("Id of a target of the same plan."),
  weight: figure.nullable().describe("Points that the component can give; null until it is known."),
  cap: figure.nullable().describe("Completion in % that counts at most; null until it is known."),
});
