import { z } from "zod";

/**
 * Where in the log a submission was received. `at` is the log's own timestamp of that record: the known-at of every
 * figure in it and the "now" of its validation. Carried by every later event. DESIGN §6.2.
 */
export const logPosition = z
  .strictObject({
    at: z.iso.datetime({ precision: 3 }).describe("UTC, milliseconds."),
    partition: z.int().min(0).max(65_535),
    offset: z.string().regex(/^\d{1,19}$/),
  })
  .meta({ id: "LogPosition" });
export type LogPosition = z.infer<typeof logPosition>;
