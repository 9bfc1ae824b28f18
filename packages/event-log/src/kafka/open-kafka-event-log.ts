import type { EventLog } from "../event-log.ts";
import type { EventLogDeps } from "../event-log-deps.ts";
import type { KafkaSettings } from "../event-log-settings.ts";
import { kafkaConnection } from "./kafka-connection.ts";
import { KafkaEventLog } from "./kafka-event-log.ts";

/** Connects to the brokers. Throws `LOG_UNAVAILABLE` while none answers, `LOG_REFUSED` where they refuse us. */
export async function openKafkaEventLog(settings: KafkaSettings, deps: EventLogDeps): Promise<EventLog> {
  const log = new KafkaEventLog(kafkaConnection(settings, deps.logger), settings, deps);
  await log.connect();
  return log;
}
