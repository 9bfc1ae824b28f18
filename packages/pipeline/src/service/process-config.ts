import { referenceConfig } from "@yardstick/contracts";
import { eventLogConfig, eventLogSettings } from "@yardstick/event-log";
import { adminConfig, type ConfigOf, type ConfigProblem, lifecycleConfig, loggerConfig } from "@yardstick/runtime";
import { warehouseConfig } from "@yardstick/warehouse";
import { pipelineConfig, pipelineRules } from "../pipeline-config.ts";

/** What every process of the pipeline can be told; a service adds its own. */
export const processConfig = {
  ...loggerConfig,
  ...lifecycleConfig,
  ...adminConfig,
  ...eventLogConfig,
  ...warehouseConfig,
  ...pipelineConfig,
  ...referenceConfig,
} as const;

export type ProcessConfig = ConfigOf<typeof processConfig>;

/** Rules over the settings that every process has. */
export function processRules(config: ProcessConfig): ConfigProblem[] {
  return [...pipelineRules(config), ...saslRules(config)];
}

/** The local log and chDB belong to one process, so a service that runs alone has neither. DESIGN §4. */
export function singleServiceRules(config: ProcessConfig): ConfigProblem[] {
  const needed = ["YARDSTICK_KAFKA_BROKERS", "YARDSTICK_CLICKHOUSE_URL"] as const;
  const missing = needed
    .filter((key) => config[key] === undefined)
    .map((key) => ({ key, got: "nothing", wanted: WANTED[key] }));
  return [...missing, ...processRules(config)];
}

const WANTED = {
  YARDSTICK_KAFKA_BROKERS:
    "a Kafka's host:port: the log in a file belongs to one process. To run everything in one process: pnpm start",
  YARDSTICK_CLICKHOUSE_URL:
    "a ClickHouse server's address: chDB belongs to one process. To run everything in one process: pnpm start",
} as const;

function saslRules(config: ProcessConfig): ConfigProblem[] {
  try {
    eventLogSettings(config, null);
    return [];
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return [{ key: "YARDSTICK_KAFKA_SASL_*", got: "some of them", wanted: error.message }];
  }
}
