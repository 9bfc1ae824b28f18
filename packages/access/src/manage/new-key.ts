import { SOURCE_PATTERN } from "@yardstick/contracts";
import { z } from "zod";
import { ACCESS_VERBS } from "../keys/key-record.ts";

const rate = z.int().min(1, "a whole number from 1").max(1_000_000_000, "at most 1000000000").nullable().default(null);

/** What a key is asked for with. */
export const newKey = z
  .strictObject({
    verbs: z
      .array(z.enum(ACCESS_VERBS, `one of ${ACCESS_VERBS.join(", ")}`))
      .min(1)
      .max(ACCESS_VERBS.length),
    sources: z
      .array(z.string().max(64).refine(isSourcePattern, "a source such as 210400-bureau; * stands for any letters"))
      .max(100),
    regionPrefixes: z
      .array(z.string().regex(/^\d{2,12}(-[A-Z]{1,8})?$/, "a region code or its beginning, such as 2104"))
      .max(100),
    validUntil: z.iso.datetime({ offset: true, error: "an instant, RFC 3339" }).nullable().default(null),
    requestsPerMinute: rate,
    rowsPerMinute: rate,
    note: z.string().max(500, "at most 500 letters").default(""),
  })
  .refine(({ verbs, sources }) => !verbs.includes("submit") || sources.length > 0, {
    path: ["sources"],
    message: "a key that may submit names the sources that it speaks for (* for all of them)",
  });
export type NewKey = z.input<typeof newKey>;

export const rotation = z.strictObject({
  graceSeconds: z
    .int()
    .min(0)
    .max(30 * 86_400, "at most 30 days"),
});

export const auditQuestion = z.strictObject({
  since: z.iso.datetime({ offset: true, error: "an instant, RFC 3339" }).optional(),
  actor: z.string().max(64).optional(),
  limit: z.coerce.number().int().min(1).max(10_000).default(1_000),
});
export type AuditQuestion = z.input<typeof auditQuestion>;

function isSourcePattern(text: string): boolean {
  const letters = text.replaceAll("*", "");
  return text !== "" && (letters === "" || SOURCE_PATTERN.test(letters) || /^[a-z0-9._-]+$/.test(letters));
}
