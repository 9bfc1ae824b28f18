import { accessConfig } from "@yardstick/access";
import { type ConfigOf, type ConfigShape, httpConfig, integerSetting, portSetting } from "@yardstick/runtime";
import { submissionConfig } from "@yardstick/submissions";
import { z } from "zod";

/** What the service can be told, beside what every process can. */
export const ingestHttpConfig = {
  ...httpConfig,
  ...accessConfig,
  ...submissionConfig,
  YARDSTICK_INGEST_HOST: z.string().default("127.0.0.1").describe("Address that submissions are posted to."),
  YARDSTICK_INGEST_PORT: portSetting().default(8080).describe("Port that submissions are posted to."),
  YARDSTICK_INGEST_MAX_IN_FLIGHT: integerSetting({ min: 1, max: 10_000 })
    .default(32)
    .describe("Requests in hand at the same time; more are answered 429. Each may hold a body."),
  YARDSTICK_INGEST_RECENT_SUBMISSIONS: integerSetting({ min: 0, max: 10_000_000 })
    .default(100_000)
    .describe("Submissions under an Idempotency-Key that are remembered, to answer a repetition at once."),
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

export type IngestHttpConfig = ConfigOf<typeof ingestHttpConfig>;
