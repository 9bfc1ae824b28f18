/** What an adapter is given from outside; pino and the runtime's clock fit as they are. */
export interface EventLogDeps {
  readonly logger: LogWriter;
  readonly clock: Clock;
}

export interface LogWriter {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export interface Clock {
  /** Milliseconds since 1970. */
  nowMs(): number;
}
