/** Every way in which an event log fails. `retry`: the same call may work later. `crash`: it will not. */
export const EVENT_LOG_ERRORS = {
  LOG_UNAVAILABLE: "retry",
  LOG_LOCKED: "crash",
  LOG_REFUSED: "crash",
  RECORD_TOO_LARGE: "crash",
  UNKNOWN_TOPIC: "crash",
  TOPIC_MISMATCH: "crash",
  OFFSET_LOST: "crash",
  BAD_PROGRESS: "crash",
  HANDLER_STUCK: "crash",
  CONSUMER_CRASHED: "crash",
  LOG_CLOSED: "crash",
} as const;

export type EventLogErrorCode = keyof typeof EVENT_LOG_ERRORS;

export class EventLogError extends Error {
  readonly code: EventLogErrorCode;
  readonly disposition: "retry" | "crash";

  constructor(code: EventLogErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = "EventLogError";
    this.code = code;
    this.disposition = EVENT_LOG_ERRORS[code];
  }
}
