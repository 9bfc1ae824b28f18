import { loadReference } from "@yardstick/contracts";
import { eventLogSettings, openEventLog } from "@yardstick/event-log";
import { pipelineLimits } from "@yardstick/pipeline";
import {
  createAdminServer,
  createLogger,
  createMetrics,
  httpComponent,
  loadConfig,
  pingCheck,
  runProcess,
  systemClock,
} from "@yardstick/runtime";
import { openWarehouse } from "@yardstick/warehouse";
import { validatorProcessConfig, validatorProcessRules } from "./config.ts";
import { createValidatorService } from "./service.ts";

const name = "validator";
const config = loadConfig({ service: name, shape: validatorProcessConfig, rules: validatorProcessRules });
const logger = createLogger({ service: name, level: config.YARDSTICK_LOG_LEVEL });
const metrics = createMetrics({ processMetrics: true });
const reference = loadReference({ overlayDir: config.YARDSTICK_REFERENCE_DIR });
const eventLog = await openEventLog(eventLogSettings(config, null), { logger, clock: systemClock });
const warehouse = await openWarehouse(config, { logger });
const topicPrefix = config.YARDSTICK_KAFKA_TOPIC_PREFIX;
const limits = pipelineLimits(config);
const stages = createValidatorService({
  config,
  limits,
  topicPrefix,
  eventLog,
  warehouse,
  reference,
  clock: systemClock,
  logger,
  metrics,
});
const checks = [pingCheck("event log", eventLog), ...stages.flatMap((stage) => stage.checks)];
const server = createAdminServer({ name, logger, metrics, checks });
const { YARDSTICK_ADMIN_HOST: host, YARDSTICK_ADMIN_PORT: port } = config;

await runProcess({
  name,
  logger,
  shutdownDeadlineMs: config.YARDSTICK_SHUTDOWN_DEADLINE_MS,
  components: [
    { name: "event log", start: async () => undefined, stop: () => eventLog.close() },
    { name: "warehouse", start: async () => undefined, stop: () => warehouse.close() },
    httpComponent({ name: `${name}-admin`, server, host, port, keysConfigured: false }),
    ...stages,
  ],
});
