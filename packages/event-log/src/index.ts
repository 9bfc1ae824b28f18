export type * from "./event-log.ts";
export { type EventLogConfig, eventLogConfig, eventLogSettings } from "./event-log-config.ts";
export type { Clock, EventLogDeps, LogWriter } from "./event-log-deps.ts";
export { EVENT_LOG_ERRORS, EventLogError, type EventLogErrorCode } from "./event-log-error.ts";
export { type EventLogSettings, type KafkaSettings, kafkaSettings } from "./event-log-settings.ts";
export { openLocalEventLog } from "./local/open-local-event-log.ts";
export { createMemoryEventLog } from "./memory/create-memory-event-log.ts";
export { openEventLog } from "./open-event-log.ts";
export { partitionForKey } from "./partition-for-key.ts";
