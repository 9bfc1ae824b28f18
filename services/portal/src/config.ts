import { accessConfig } from "@yardstick/access";
import { type ConfigOf, type ConfigShape, httpConfig, integerSetting, portSetting } from "@yardstick/runtime";
import { z } from "zod";

/** What the read API and the SQL door can be told, beside what every process can. */
export const portalConfig = {
  ...httpConfig,
  ...accessConfig,
  YARDSTICK_PORTAL_HOST: z.string().default("127.0.0.1").describe("Address of the read API."),
  YARDSTICK_PORTAL_PORT: portSetting().default(8081).describe("Port of the read API."),
  YARDSTICK_PORTAL_QUERY_TIMEOUT_MS: integerSetting({ min: 100, max: 600_000 })
    .default(30_000)
    .describe("How long one question of the read API may run in ClickHouse, in milliseconds; then it is a 503."),
  YARDSTICK_PORTAL_MAX_IN_FLIGHT: integerSetting({ min: 1, max: 10_000 })
    .default(64)
    .describe("Requests of the read API in hand at the same time; more are answered 429."),
  YARDSTICK_SQL_HOST: z.string().default("127.0.0.1").describe("Address of the SQL door."),
  YARDSTICK_SQL_PORT: portSetting().default(8123).describe("Port of the SQL door; it is open where chDB is."),
  YARDSTICK_SQL_QUERY_TIMEOUT_MS: integerSetting({ min: 1_000, max: 3_600_000 })
    .default(30_000)
    .describe("How long one statement of the SQL door may run, in milliseconds."),
  YARDSTICK_SQL_RESULT_ROWS: integerSetting({ min: 1, max: 100_000_000 })
    .default(1_000_000)
    .describe("Rows that one statement of the SQL door may answer."),
} as const satisfies ConfigShape;

export type PortalConfig = ConfigOf<typeof portalConfig>;
