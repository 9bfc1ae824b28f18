import type { EventLog } from "../event-log.ts";
import type { EventLogDeps } from "../event-log-deps.ts";
import type { KafkaSettings } from "../event-log-settings.ts";
import { KafkaAdmin } from "./kafka-admin.ts";
import { kafkaConnection, SHORT_RETRY } from "./kafka-connection.ts";
import { KafkaEventLog } from "./kafka-event-log.ts";

/** Connects to the brokers. Throws `LOG_UNAVAILABLE` while none answers, `LOG_REFUSED` where they refuse us. */
export async function openKafkaEventLog(settings: KafkaSettings, deps: EventLogDeps): Promise<EventLog> {
  const admin = new KafkaAdmin(kafkaConnection(settings, deps.logger, SHORT_RETRY));
  try {
    await admin.connect();
  } catch (error) {
    await admin.close().catch(() => {});
    throw error;
  }
  return new KafkaEventLog({ kafka: kafkaConnection(settings, deps.logger), admin, settings, deps });
}
