import { referenceConfig } from "@yardstick/contracts";
import { eventLogConfig } from "@yardstick/event-log";
import {
  adminConfig,
  type ConfigOf,
  type ConfigProblem,
  httpConfig,
  integerSetting,
  lifecycleConfig,
  loggerConfig,
  portSetting,
} from "@yardstick/runtime";
import { submissionConfig } from "@yardstick/submissions";
import { warehouseConfig } from "@yardstick/warehouse";
import { z } from "zod";

/** What the service itself can be told, wherever it runs. */
export const ingestHttpConfig = {
  ...httpConfig,
  ...submissionConfig,
  YARDSTICK_INGEST_HOST: z.string().default("127.0.0.1").describe("Address that submissions are posted to."),
  YARDSTICK_INGEST_PORT: portSetting().default(8080).describe("Port that submissions are posted to."),
  YARDSTICK_INGEST_MAX_IN_FLIGHT: integerSetting({ min: 1, max: 10_000 })
    .default(32)
    .describe("Requests in hand at the same time; more are answered 429. Each may hold a body."),
  YARDSTICK_INGEST_RECENT_SUBMISSIONS: integerSetting({ min: 0, max: 10_000_000 })
    .default(100_000)
    .describe("Submissions under an Idempotency-Key that are remembered, to answer a repetition at once."),
} as const;

export type IngestHttpConfig = ConfigOf<typeof ingestHttpConfig>;

/** Everything that a process of its own can be told. */
export const ingestHttpProcessConfig = {
  ...loggerConfig,
  ...lifecycleConfig,
  ...adminConfig,
  ...eventLogConfig,
  ...warehouseConfig,
  ...referenceConfig,
  ...ingestHttpConfig,
} as const;

/** The local log and chDB belong to one process, so a service on its own has neither. DESIGN §4. */
export function ingestHttpProcessRules(config: ConfigOf<typeof ingestHttpProcessConfig>): ConfigProblem[] {
  const needed = ["YARDSTICK_KAFKA_BROKERS", "YARDSTICK_CLICKHOUSE_URL"] as const;
  return needed
    .filter((key) => config[key] === undefined)
    .map((key) => ({ key, got: "nothing", wanted: "a value: a single service has neither the local log nor chDB" }));
}
