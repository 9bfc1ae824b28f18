import { z } from "zod";
import { SOURCE_PATTERN } from "../http/submission-body.ts";

/** Who sends submissions, as far as more is known of it than its name. A source need not be listed to be taken. */
export const source = z
  .strictObject({
    id: z.string().regex(SOURCE_PATTERN),
    nameZh: z.string(),
    nameEn: z.string(),
    webhookUrl: z
      .url({ protocol: /^https?$/ })
      .nullable()
      .default(null)
      .describe("Where `submission-settled.v1` is posted, signed, once a submission of the source is settled."),
  })
  .meta({ id: "Source" });
export type Source = z.infer<typeof source>;
