/** Which log to open, and how. `openEventLog` takes Kafka where there is one, else the directory. */
export interface EventLogSettings {
  readonly kafka: KafkaSettings | null;
  /** Of the local log; null in a service that must not run without Kafka. */
  readonly directory: string | null;
}

export interface KafkaSettings {
  /** `host:port` of some brokers; the others are learned from them. */
  readonly brokers: readonly string[];
  readonly clientId: string;
  readonly sasl: KafkaSasl | null;
  readonly tls: KafkaTls | null;
  /** A member that was silent for so long loses its partitions. It is also how long a crash stalls them. */
  readonly sessionTimeoutMs: number;
  /** How long a rebalance waits for members with a batch in hand. */
  readonly rebalanceTimeoutMs: number;
  /** How long `publish` goes on trying before it throws `LOG_UNAVAILABLE`. */
  readonly publishDeadlineMs: number;
}

export interface KafkaSasl {
  readonly mechanism: SaslMechanism;
  readonly username: string;
  readonly passwordFile: string;
}

export type SaslMechanism = "plain" | "scram-sha-256" | "scram-sha-512";

export interface KafkaTls {
  /** PEM of the authority to trust; null trusts the system's. */
  readonly caFile: string | null;
}

/** Settings for a Kafka without authentication, with the values that were measured to recover fastest. */
export function kafkaSettings(brokers: readonly string[], changes: Partial<KafkaSettings> = {}): KafkaSettings {
  return {
    brokers,
    clientId: "yardstick",
    sasl: null,
    tls: null,
    sessionTimeoutMs: 10_000,
    rebalanceTimeoutMs: 30_000,
    publishDeadlineMs: 60_000,
    ...changes,
  };
}
