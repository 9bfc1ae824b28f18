import type { EventLog } from "./event-log.ts";
import type { EventLogDeps } from "./event-log-deps.ts";
import { EventLogError } from "./event-log-error.ts";
import type { EventLogSettings } from "./event-log-settings.ts";
import { openKafkaEventLog } from "./kafka/open-kafka-event-log.ts";
import { openLocalEventLog } from "./local/open-local-event-log.ts";

/**
 * The one place that chooses between Kafka and the local file. Throws `LOG_UNAVAILABLE` while no broker answers,
 * `LOG_REFUSED` where credentials are wrong or nothing is configured, `LOG_LOCKED` where another process has the file.
 */
export async function openEventLog(settings: EventLogSettings, deps: EventLogDeps): Promise<EventLog> {
  if (settings.kafka !== null) return await openKafkaEventLog(settings.kafka, deps);
  if (settings.directory !== null) return openLocalEventLog(settings.directory, deps);
  throw new EventLogError("LOG_REFUSED", "There is no event log: set YARDSTICK_KAFKA_BROKERS");
}
