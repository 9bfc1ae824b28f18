import { isatty } from "node:tty";
import { type DestinationStream, destination, type Logger as PinoLogger, pino } from "pino";
import pretty from "pino-pretty";
import { z } from "zod";
import type { ConfigShape } from "./config/config-shape.ts";

export type Logger = PinoLogger;

export const LOG_LEVELS = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export const loggerConfig = {
  YARDSTICK_LOG_LEVEL: z
    .enum(LOG_LEVELS, `one of ${LOG_LEVELS.join(", ")}`)
    .default("info")
    .describe("Least severe level that is logged: trace, debug, info, warn, error, fatal or silent."),
} satisfies ConfigShape;

export interface LoggerOptions {
  readonly service: string;
  readonly level: LogLevel;
  /** File descriptor: 1 is stdout, 2 is stderr, for programs whose output is data. Default 1. */
  readonly fd?: 1 | 2;
  /** Takes the JSON lines instead of a file descriptor. */
  readonly stream?: DestinationStream;
}

/**
 * Readable lines on a terminal, JSON elsewhere. Written synchronously, so that the line before a crash is there.
 * Times are UTC RFC 3339, levels are names. Secrets under the usual names are replaced.
 */
export function createLogger({ service, level, fd = 1, stream }: LoggerOptions): Logger {
  const options = {
    level,
    base: { service },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: { paths: REDACTED_PATHS, censor: "(hidden)" },
  };
  if (stream !== undefined) return pino(options, stream);
  return pino(
    options,
    isatty(fd) ? pretty({ destination: fd, sync: true, ignore: "pid,hostname" }) : destination({ fd, sync: true }),
  );
}

/** A logger that says nothing, for tests and for parts that are built before there is one. */
export function createSilentLogger(): Logger {
  return pino({ level: "silent" });
}

/** A child whose every line carries the submission's id: the correlation id from ingress to alert. */
export function withSubmission(logger: Logger, submissionId: string): Logger {
  return logger.child({ submissionId });
}

const SECRET_NAMES = ["password", "token", "secret", "apiKey", "authorization", "cookie"];
const REDACTED_PATHS = [
  ...SECRET_NAMES.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
  // A header in which ClickHouse's clients send a key.
  ...['["x-clickhouse-key"]', '*["x-clickhouse-key"]', '*.*["x-clickhouse-key"]'],
];
