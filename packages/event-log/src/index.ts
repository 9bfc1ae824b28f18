export type * from "./event-log.ts";
export { EVENT_LOG_ERRORS, EventLogError, type EventLogErrorCode } from "./event-log-error.ts";
