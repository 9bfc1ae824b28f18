import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { KafkaContainer } from "@testcontainers/kafka";
import { getContainerRuntimeClient } from "testcontainers";
import { fetchKafkaJars } from "../../infra/kafka/fetch-kafka-jars.ts";
import { KafkaUnavailable } from "../../infra/kafka/kafka-unavailable.ts";
import { startKafka } from "../../infra/kafka/start-kafka.ts";

/** Kafka 4.x. */
const IMAGE = "confluentinc/cp-kafka:8.3.0";

export interface ProvidedKafka {
  /** Bootstrap addresses, or null where this machine can run no Kafka. */
  readonly brokers: string | null;
  /** Where it comes from, or why there is none: for the closing lines of a test run. */
  readonly how: string;
  stop(): Promise<void>;
}

/**
 * A real Kafka for a test run: the one of `YARDSTICK_KAFKA_BROKERS`, else a container where there is Docker, else the
 * published jars where there are Java 17 and Maven. With none of them it answers null, or throws where
 * `YARDSTICK_REQUIRE_KAFKA` is 1.
 */
export async function provideKafka(env: NodeJS.ProcessEnv): Promise<ProvidedKafka> {
  const given = env.YARDSTICK_KAFKA_BROKERS;
  if (given) return { brokers: given, how: "YARDSTICK_KAFKA_BROKERS", stop: async () => {} };
  if (await hasDocker()) return await fromContainer();
  try {
    return await fromJars();
  } catch (error) {
    if (!(error instanceof KafkaUnavailable) || env.YARDSTICK_REQUIRE_KAFKA === "1") throw error;
    const how = `no YARDSTICK_KAFKA_BROKERS, no Docker, and ${error.message}`;
    return { brokers: null, how, stop: async () => {} };
  }
}

/** Null where a test can start a broker of its own from the jars, else why not. */
export async function canStartKafka(env: NodeJS.ProcessEnv): Promise<string | null> {
  try {
    await fetchKafkaJars();
    return null;
  } catch (error) {
    if (!(error instanceof KafkaUnavailable) || env.YARDSTICK_REQUIRE_KAFKA === "1") throw error;
    return error.message;
  }
}

async function hasDocker(): Promise<boolean> {
  return await getContainerRuntimeClient().then(
    () => true,
    () => false,
  );
}

async function fromContainer(): Promise<ProvidedKafka> {
  const container = await new KafkaContainer(IMAGE).start();
  const brokers = `${container.getHost()}:${container.getMappedPort(9093)}`;
  return { brokers, how: `Docker (${IMAGE})`, stop: async () => void (await container.stop()) };
}

async function fromJars(): Promise<ProvidedKafka> {
  const dataDir = mkdtempSync(join(tmpdir(), "yardstick-kafka-"));
  const remove = () => rmSync(dataDir, { recursive: true, force: true });
  const kafka = await startKafka({ dataDir }).catch((error: unknown) => {
    remove();
    throw error;
  });
  const stop = async () => {
    // The data goes with it, so there is nothing to close in good order.
    await kafka.kill("SIGKILL");
    remove();
  };
  return { brokers: kafka.brokers, how: "Apache Kafka's jars", stop };
}
