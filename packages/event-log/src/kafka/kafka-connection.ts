import { readFileSync } from "node:fs";
import { Kafka, type KafkaConfig, logLevel, type SASLOptions } from "kafkajs";
import type { LogWriter } from "../event-log-deps.ts";
import type { KafkaSasl, KafkaSettings, KafkaTls } from "../event-log-settings.ts";
import { installGzipCodec } from "./install-gzip-codec.ts";
import { kafkaLogCreator } from "./kafka-log-creator.ts";

/**
 * Written out, because kafkajs takes other defaults where NODE_ENV is "test". Pauses of at most five seconds: longer ones
 * would let work rest although the brokers are back. What these retries do not outlast starts again (`restartOnFailure`).
 */
export const RETRY = { initialRetryTime: 300, maxRetryTime: 5_000, factor: 0.2, multiplier: 2, retries: 8 };

/** For questions: about six seconds in all, since whoever asks can ask again. */
export const SHORT_RETRY = { ...RETRY, maxRetryTime: 2_000, retries: 5 };

/** A kafkajs client with our settings. Connects to nothing yet; reads the password and CA files. */
export function kafkaConnection(settings: KafkaSettings, logger: LogWriter, retry = RETRY): Kafka {
  installGzipCodec();
  const config: KafkaConfig = {
    clientId: settings.clientId,
    brokers: [...settings.brokers],
    connectionTimeout: 5_000,
    authenticationTimeout: 10_000,
    requestTimeout: 30_000,
    retry,
    logLevel: logLevel.INFO,
    logCreator: kafkaLogCreator(logger),
  };
  if (settings.sasl !== null) config.sasl = saslOptions(settings.sasl);
  if (settings.tls !== null) config.ssl = tlsOptions(settings.tls);
  return new Kafka(config);
}

function saslOptions({ mechanism, username, passwordFile }: KafkaSasl): SASLOptions {
  // Editors end a file with a line break, which is never part of a password.
  const password = readFileSync(passwordFile, "utf8").replace(/\r?\n$/, "");
  switch (mechanism) {
    case "plain":
      return { mechanism, username, password };
    case "scram-sha-256":
      return { mechanism, username, password };
    case "scram-sha-512":
      return { mechanism, username, password };
  }
}

function tlsOptions({ caFile }: KafkaTls) {
  return caFile === null ? true : { ca: [readFileSync(caFile, "utf8")] };
}
