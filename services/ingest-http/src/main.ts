import { loadReference } from "@yardstick/contracts";
import { eventLogSettings, openEventLog } from "@yardstick/event-log";
import {
  createAdminServer,
  createLogger,
  createMetrics,
  httpComponent,
  loadConfig,
  runProcess,
  systemClock,
} from "@yardstick/runtime";
import { openWarehouse } from "@yardstick/warehouse";
import { ingestHttpProcessConfig, ingestHttpProcessRules } from "./config.ts";
import { createIngestHttpService } from "./service.ts";

const name = "ingest-http";
const config = loadConfig({ service: name, shape: ingestHttpProcessConfig, rules: ingestHttpProcessRules });
const logger = createLogger({ service: name, level: config.YARDSTICK_LOG_LEVEL });
const metrics = createMetrics({ processMetrics: true });
const reference = loadReference({ overlayDir: config.YARDSTICK_REFERENCE_DIR });
const eventLog = await openEventLog(eventLogSettings(config, null), { logger, clock: systemClock });
const warehouse = await openWarehouse(config, { logger });
const topicPrefix = config.YARDSTICK_KAFKA_TOPIC_PREFIX;
const deps = { config, topicPrefix, eventLog, warehouse, reference, clock: systemClock, logger, metrics };
const { components, checks } = createIngestHttpService(deps);
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
    ...components,
  ],
});
