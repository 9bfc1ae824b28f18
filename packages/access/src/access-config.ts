import { type ConfigOf, type ConfigShape, integerSetting } from "@yardstick/runtime";

/** What a service that asks for keys can be told. */
export const accessConfig = {
  YARDSTICK_KEYS_REFRESH_INTERVAL_MS: integerSetting({ min: 100, max: 3_600_000 })
    .default(10_000)
    .describe("How often keys are read again, in milliseconds: as long may a revoked key still be accepted."),
  YARDSTICK_KEYS_REQUESTS_PER_MINUTE: integerSetting({ min: 1, max: 1_000_000_000 })
    .default(600)
    .describe("Requests that a key may make within a minute in one process, where the key itself does not say."),
  YARDSTICK_KEYS_ROWS_PER_MINUTE: integerSetting({ min: 1, max: 1_000_000_000 })
    .default(2_000_000)
    .describe("Rows that a key may submit within a minute to one process, where the key itself does not say."),
} as const satisfies ConfigShape;

export type AccessConfig = ConfigOf<typeof accessConfig>;
