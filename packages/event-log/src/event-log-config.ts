import { z } from "zod";
import { type EventLogSettings, kafkaSettings } from "./event-log-settings.ts";

/** The settings that choose and describe the event log. Keys as they stand in the environment. */
export const eventLogConfig = {
  YARDSTICK_KAFKA_BROKERS: z
    .string()
    .transform((text) => text.split(",").map((broker) => broker.trim()))
    .pipe(z.array(z.string().regex(/^[^\s:,]+:\d{1,5}$|^\[[\da-fA-F:.]+\]:\d{1,5}$/, "host:port, separated by commas")))
    .optional()
    .describe("Kafka brokers as host:port, separated by commas. Without them the log is a file in the data directory."),
  YARDSTICK_KAFKA_CLIENT_ID: z
    .string()
    .regex(/^[\w.-]{1,100}$/, "1 to 100 letters, digits, dots, dashes or underscores")
    .default("yardstick")
    .describe("The name under which this process appears in the brokers' logs and quotas."),
  YARDSTICK_KAFKA_TOPIC_PREFIX: z
    .string()
    .regex(/^[\w.-]{0,100}$/, "at most 100 letters, digits, dots, dashes or underscores")
    .default("yardstick.")
    .describe("What every topic's name begins with."),
  YARDSTICK_KAFKA_REPLICATION_FACTOR: wholeNumber({ min: 1, max: 32_767 })
    .optional()
    .describe("Copies of each partition of topics that are created; the broker's default otherwise."),
  YARDSTICK_KAFKA_SASL_MECHANISM: z
    .enum(["plain", "scram-sha-256", "scram-sha-512"], "plain, scram-sha-256 or scram-sha-512")
    .optional()
    .describe("How to authenticate with the brokers; without it nobody asks."),
  YARDSTICK_KAFKA_SASL_USERNAME: z.string().min(1).optional().describe("The user to authenticate as."),
  YARDSTICK_KAFKA_SASL_PASSWORD_FILE: z.string().min(1).optional().describe("A file that holds the user's password."),
  YARDSTICK_KAFKA_TLS: z
    .enum(["true", "false"], "true or false")
    .transform((text) => text === "true")
    .default(false)
    .describe("Whether connections to the brokers are encrypted; a CA file implies it."),
  YARDSTICK_KAFKA_TLS_CA_FILE: z
    .string()
    .min(1)
    .optional()
    .describe("A PEM file of the authority that signed the brokers' certificates; the system's own otherwise."),
  YARDSTICK_KAFKA_SESSION_TIMEOUT_MS: wholeNumber({ min: 6_000, max: 300_000 })
    .default(10_000)
    .describe("A consumer that was silent for so many milliseconds loses its partitions to others."),
  YARDSTICK_KAFKA_REBALANCE_TIMEOUT_MS: wholeNumber({ min: 6_000, max: 600_000 })
    .default(30_000)
    .describe("How many milliseconds a rebalance waits for consumers that hold a batch."),
  YARDSTICK_KAFKA_PUBLISH_DEADLINE_MS: wholeNumber({ min: 1_000, max: 600_000 })
    .default(60_000)
    .describe("How many milliseconds a publish goes on trying while brokers are away."),
} as const;

export type EventLogConfig = Readonly<z.infer<z.ZodObject<typeof eventLogConfig>>>;

/**
 * The settings of `openEventLog` from the parsed keys. `directory` is where a local log may be; null in a service that
 * must have a Kafka. Throws a RangeError for SASL that is set by half.
 */
export function eventLogSettings(config: EventLogConfig, directory: string | null): EventLogSettings {
  const brokers = config.YARDSTICK_KAFKA_BROKERS;
  if (brokers === undefined) return { kafka: null, directory };
  const caFile = config.YARDSTICK_KAFKA_TLS_CA_FILE ?? null;
  const kafka = kafkaSettings(brokers, {
    clientId: config.YARDSTICK_KAFKA_CLIENT_ID,
    sasl: sasl(config),
    tls: config.YARDSTICK_KAFKA_TLS || caFile !== null ? { caFile } : null,
    sessionTimeoutMs: config.YARDSTICK_KAFKA_SESSION_TIMEOUT_MS,
    rebalanceTimeoutMs: config.YARDSTICK_KAFKA_REBALANCE_TIMEOUT_MS,
    publishDeadlineMs: config.YARDSTICK_KAFKA_PUBLISH_DEADLINE_MS,
  });
  return { kafka, directory };
}

function sasl(config: EventLogConfig) {
  const mechanism = config.YARDSTICK_KAFKA_SASL_MECHANISM;
  const username = config.YARDSTICK_KAFKA_SASL_USERNAME;
  const passwordFile = config.YARDSTICK_KAFKA_SASL_PASSWORD_FILE;
  const given = [mechanism, username, passwordFile].filter((setting) => setting !== undefined).length;
  if (given === 0) return null;
  if (mechanism === undefined || username === undefined || passwordFile === undefined) {
    throw new RangeError(
      "YARDSTICK_KAFKA_SASL_MECHANISM, _USERNAME and _PASSWORD_FILE belong together: set all or none",
    );
  }
  return { mechanism, username, passwordFile };
}

function wholeNumber({ min, max }: { readonly min: number; readonly max: number }) {
  const wanted = `a whole number from ${min} to ${max}`;
  return z
    .string()
    .regex(/^\d{1,15}$/, wanted)
    .transform(Number)
    .pipe(z.number(wanted).min(min, wanted).max(max, wanted));
}
