import { type logCreator, logLevel } from "kafkajs";
import type { LogWriter } from "../event-log-deps.ts";

/** Rebalances are normal life, and a producer that gives up is replaced by us; kafkajs reports both as errors. */
const NORMAL_LIFE = /rebalanc|Limiting retries for the idempotent|coordinator is (loading|not available)/i;

/**
 * kafkajs's own messages. What stops the work reaches callers as an `EventLogError`, so nothing here is more than a
 * warning.
 */
export function kafkaLogCreator(logger: LogWriter): logCreator {
  return () =>
    ({ namespace, level, log }) => {
      const { message, timestamp: _timestamp, logger: _logger, stack: _stack, ...fields } = log;
      const isNormal = NORMAL_LIFE.test(`${message} ${fields.error ?? ""}`);
      const write = level <= logLevel.WARN && !isNormal ? "warn" : "debug";
      logger[write]({ kafka: namespace, ...fields }, message);
    };
}
