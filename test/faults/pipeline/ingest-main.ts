import { writeSync } from "node:fs";
import { DEAD_LETTER_TOPIC, loadReference } from "@yardstick/contracts";
import { type EventLog, eventLogSettings, openEventLog } from "@yardstick/event-log";
import { createIngestHttpService, ingestHttpConfig } from "@yardstick/ingest-http";
import { pipelineConfig, pipelineLimits, processConfig } from "@yardstick/pipeline";
import {
  createLifecycle,
  createMetrics,
  createSilentLogger,
  type ListeningComponent,
  parseConfig,
  systemClock,
} from "@yardstick/runtime";
import { openWarehouse } from "@yardstick/warehouse";
import { z } from "zod";

/**
 * ingest-http alone on a data directory: nothing that it publishes is handled. With `kill` as its second argument it
 * ends itself once a submission is durable, before the sender has an answer. Prints where it listens.
 */
const [dataDir = "", kill] = process.argv.slice(2);
const env = { YARDSTICK_INGEST_PORT: "0" };
const parsed = parseConfig({ shape: { ...processConfig, ...ingestHttpConfig }, env, rules: () => [] });
if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
const config = parsed.config;
const logger = createSilentLogger();
const topicPrefix = config.YARDSTICK_KAFKA_TOPIC_PREFIX;
const opened = await openEventLog(eventLogSettings(config, dataDir), { logger, clock: systemClock });
const warehouse = await openWarehouse({ ...config, YARDSTICK_DATA_DIR: dataDir }, { logger });
const components = createIngestHttpService(
  {
    eventLog: kill === "kill" ? killedAfterPublish(opened) : opened,
    warehouse,
    limits: pipelineLimits(z.object(pipelineConfig).parse({})),
    topicPrefix,
    deadLetterTopic: `${topicPrefix}${DEAD_LETTER_TOPIC}`,
    reference: loadReference(),
    clock: systemClock,
    logger,
    metrics: createMetrics(),
  },
  config,
);
const lifecycle = createLifecycle(components, logger);
await lifecycle.start();
process.once("SIGTERM", async () => {
  await lifecycle.stop();
  await opened.close();
  await warehouse.close();
  process.exit(0);
});
const [door] = components.flatMap((component) => ("listening" in component ? [component as ListeningComponent] : []));
writeSync(process.stdout.fd, `${door?.listening?.url ?? "ingest-http does not listen"}\n`);

function killedAfterPublish(eventLog: EventLog): EventLog {
  return {
    publish: async (topic, records) => {
      await eventLog.publish(topic, records);
      process.kill(process.pid, "SIGKILL");
      return new Promise(() => undefined);
    },
    subscribe: (options) => eventLog.subscribe(options),
    ensureTopics: (specs) => eventLog.ensureTopics(specs),
    lag: (group, topics) => eventLog.lag(group, topics),
    ping: (timeoutMs) => eventLog.ping(timeoutMs),
    close: () => eventLog.close(),
  };
}
