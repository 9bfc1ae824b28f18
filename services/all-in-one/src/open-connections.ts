import { prepareWarehouse } from "@yardstick/cli";
import type { ReferenceData } from "@yardstick/contracts";
import { type EventLog, eventLogSettings, openEventLog } from "@yardstick/event-log";
import { topicSpecs, untilItWorks, type WaitScope } from "@yardstick/pipeline";
import { systemRandomness } from "@yardstick/runtime";
import { deploymentProfile, openWarehouse, type Warehouse, warehouseDirectory } from "@yardstick/warehouse";
import type { AllInOneConfig } from "./config.ts";
import { directoryId } from "./directory-id.ts";
import { withGroupSuffix } from "./with-group-suffix.ts";

export interface OpenConnectionsOptions {
  readonly config: AllInOneConfig;
  readonly reference: ReferenceData;
  readonly scope: WaitScope;
  /** Told of each connection as it opens, so that it is closed whatever comes then. */
  readonly opened: (close: () => Promise<void>) => void;
}

export interface Connections {
  readonly eventLog: EventLog;
  readonly warehouse: Warehouse;
}

/** Opens log and ClickHouse, migrates, loads the reference data and makes the topics; waits for servers that are not there yet. */
export async function openConnections(options: OpenConnectionsOptions): Promise<Connections> {
  const { config, reference, scope, opened } = options;
  const { logger, clock } = scope;
  const eventLog = await openLog(config, scope);
  opened(() => eventLog.close());
  const create = () => openWarehouse(config, { logger, createDatabase: true });
  const warehouse = await untilItWorks("ClickHouse", create, scope);
  opened(() => warehouse.close());
  const profile = deploymentProfile(config);
  const log = (message: string) => logger.info(message);
  await untilItWorks("the schema", () => prepareWarehouse({ warehouse, profile, reference, clock, log }), scope);
  const topics = topicSpecs(config.YARDSTICK_KAFKA_TOPIC_PREFIX, config.YARDSTICK_KAFKA_REPLICATION_FACTOR ?? null);
  await untilItWorks("the topics", () => eventLog.ensureTopics(topics), scope);
  return { eventLog, warehouse };
}

async function openLog(config: AllInOneConfig, scope: WaitScope): Promise<EventLog> {
  const settings = eventLogSettings(config, config.YARDSTICK_DATA_DIR);
  const eventLog = await untilItWorks("the event log", () => openEventLog(settings, scope), scope);
  if (settings.kafka === null || config.YARDSTICK_CLICKHOUSE_URL !== undefined) return eventLog;
  return withGroupSuffix(eventLog, await directoryId(warehouseDirectory(config), systemRandomness));
}
