import { referenceConfig } from "@yardstick/contracts";
import { eventLogConfig } from "@yardstick/event-log";
import { pipelineConfig } from "@yardstick/pipeline";
import {
  adminConfig,
  type ConfigOf,
  type ConfigProblem,
  integerSetting,
  lifecycleConfig,
  loggerConfig,
} from "@yardstick/runtime";
import { DEFAULT_MAX_ISSUES, submissionConfig } from "@yardstick/submissions";
import { warehouseConfig } from "@yardstick/warehouse";

/** What the stage itself can be told, wherever it runs. */
export const validatorConfig = {
  ...submissionConfig,
  YARDSTICK_VALIDATOR_MAX_ISSUES: integerSetting({ min: 1, max: 10_000 })
    .default(DEFAULT_MAX_ISSUES)
    .describe("Longest list of findings about one submission; their counts are complete anyway."),
} as const;

export type ValidatorConfig = ConfigOf<typeof validatorConfig>;

/** Everything that a process of its own can be told. */
export const validatorProcessConfig = {
  ...loggerConfig,
  ...lifecycleConfig,
  ...adminConfig,
  ...eventLogConfig,
  ...warehouseConfig,
  ...pipelineConfig,
  ...referenceConfig,
  ...validatorConfig,
} as const;

/** The local log and chDB belong to one process, so a service on its own has neither. DESIGN §4. */
export function validatorProcessRules(config: ConfigOf<typeof validatorProcessConfig>): ConfigProblem[] {
  const needed = ["YARDSTICK_KAFKA_BROKERS", "YARDSTICK_CLICKHOUSE_URL"] as const;
  return needed
    .filter((key) => config[key] === undefined)
    .map((key) => ({ key, got: "nothing", wanted: "a value: a single service has neither the local log nor chDB" }));
}
