import { type ConfigShape, integerSetting } from "@yardstick/runtime";
import { z } from "zod";

/** How sources with a `webhookUrl` in the reference data are told that a submission is settled. */
export const notifyConfig = {
  YARDSTICK_SOURCE_WEBHOOK_SECRETS_DIR: z
    .string()
    .min(1)
    .optional()
    .describe(
      "Directory with a file for each source that has a webhook: the key of the HMAC-SHA256 of what it is sent.",
    ),
  YARDSTICK_SOURCE_WEBHOOK_TIMEOUT_MS: integerSetting({ min: 100, max: 60_000 })
    .default(10_000)
    .describe("How long a source's webhook may take to answer, in milliseconds."),
} as const satisfies ConfigShape;
