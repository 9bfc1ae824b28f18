import kafkajs, { type Admin, type Kafka } from "kafkajs";
import type { TopicSpec } from "../event-log.ts";
import { EventLogError } from "../event-log-error.ts";
import { refuseDifferences, topicDifferences } from "../topic-differences.ts";
import { toEventLogError } from "./to-event-log-error.ts";
import type { TopicFact } from "./topic-facts.ts";
import { topicShape } from "./topic-shape.ts";

/** Kafka's default where a broker does not let us read a topic's settings; it still refuses what is too large. */
const UNREADABLE_MAX_MESSAGE_BYTES = 16 * 1024 * 1024;

const ASK_DEADLINE_MS = 15_000;

/** Together well within the deadline of a question. */
const KNOWN_ATTEMPTS = 50;
const KNOWN_PAUSE_MS = 200;

export interface KafkaCommitted {
  /** Negative where kafkajs has replaced an offset that was lost; see `refuseLostOffsets`. */
  readonly offset: bigint;
  readonly metadata: string;
}

export interface KafkaBounds {
  readonly partition: number;
  readonly startOffset: bigint;
  readonly endOffset: bigint;
}

/** Questions to the cluster, each with bounded retries, with our errors instead of kafkajs's. */
export class KafkaAdmin {
  readonly #admin: Admin;

  /** The client's own retries also count for each question, so it is one with short ones. */
  constructor(kafka: Kafka) {
    this.#admin = kafka.admin();
  }

  connect(): Promise<void> {
    return ask("Connecting to Kafka", () => this.#admin.connect());
  }

  close(): Promise<void> {
    return ask("Disconnecting from Kafka", () => this.#admin.disconnect());
  }

  async ping(): Promise<void> {
    await ask("Asking Kafka for its brokers", () => this.#admin.describeCluster());
  }

  async ensureTopics(specs: readonly TopicSpec[]): Promise<void> {
    await ask("Creating topics", async () => {
      const existing = new Set(await this.#admin.listTopics());
      const missing = specs.filter((spec) => !existing.has(spec.name));
      if (missing.length === 0) return;
      // Somebody else may create them at the same moment; what then exists is compared below like the rest.
      // kafkajs would wait for the leaders itself, but takes a broker that has not heard of a topic yet for an error.
      await this.#admin.createTopics({ topics: missing.map(newTopic), timeout: 30_000, waitForLeaders: false });
      await this.#untilKnown(missing.map((spec) => spec.name));
    });
    const differences = await Promise.all(
      specs.map(async (spec) => topicDifferences(topicShape(spec), await this.#actualShape(spec))),
    );
    refuseDifferences(differences.flat());
  }

  async topicFact(topic: string): Promise<TopicFact> {
    const [partitions, settings] = await Promise.all([
      this.#partitions(topic),
      this.#settings(topic, ["max.message.bytes"]).catch((error: unknown) => {
        if (error instanceof EventLogError && error.code === "LOG_REFUSED") return {};
        throw error;
      }),
    ]);
    const { "max.message.bytes": limit = UNREADABLE_MAX_MESSAGE_BYTES }: Record<string, string | number> = settings;
    return { partitions: partitions.length, maxMessageBytes: Number(limit) };
  }

  /** What the group committed in each partition; partitions without a commit are left out. */
  async committedOffsets(group: string, topic: string): Promise<Map<number, KafkaCommitted>> {
    const answers = await ask(`Reading the offsets of ${group}`, () =>
      this.#admin.fetchOffsets({ groupId: group, topics: [topic] }),
    );
    const committed = new Map<number, KafkaCommitted>();
    for (const { partition, offset, metadata } of answers.flatMap((answer) => answer.partitions)) {
      // -1 is Kafka's "nothing committed".
      if (offset !== "-1") committed.set(partition, { offset: BigInt(offset), metadata: metadata ?? "" });
    }
    return committed;
  }

  async bounds(topic: string): Promise<KafkaBounds[]> {
    const offsets = await ask(`Reading the bounds of ${topic}`, () => this.#topicOffsets(topic));
    return offsets
      .map(({ partition, low, high }) => ({ partition, startOffset: BigInt(low), endOffset: BigInt(high) }))
      .toSorted((a, b) => a.partition - b.partition);
  }

  /** kafkajs trips over its own cluster metadata while another question refreshes it: asked again, it knows. */
  async #topicOffsets(topic: string) {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#admin.fetchTopicOffsets(topic);
      } catch (error) {
        if (!(error instanceof TypeError) || attempt === KNOWN_ATTEMPTS) throw error;
        await new Promise((resolve) => setTimeout(resolve, KNOWN_PAUSE_MS));
      }
    }
  }

  /** The controller acknowledges a topic before every broker has heard of it, and before its leaders answer. */
  async #untilKnown(topics: string[]): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await Promise.all(topics.map((topic) => this.#admin.fetchTopicOffsets(topic)));
        return;
      } catch (error) {
        const { code, message } = toEventLogError(error, "Creating topics");
        if (code !== "UNKNOWN_TOPIC" && code !== "LOG_UNAVAILABLE") throw error;
        if (attempt === KNOWN_ATTEMPTS) throw new EventLogError("LOG_UNAVAILABLE", message, { cause: error });
        await new Promise((resolve) => setTimeout(resolve, KNOWN_PAUSE_MS));
      }
    }
  }

  async #actualShape(spec: TopicSpec) {
    const wanted = topicShape(spec);
    const partitions = await this.#partitions(spec.name);
    const names = Object.keys(wanted.settings).filter((name) => name !== "replication.factor");
    const settings = await this.#settings(spec.name, names);
    const replicas = String(partitions[0]?.replicas.length ?? 0);
    return {
      name: spec.name,
      partitions: partitions.length,
      settings: { ...settings, "replication.factor": replicas },
    };
  }

  async #partitions(topic: string) {
    const answer = await ask(`Reading the partitions of ${topic}`, () =>
      this.#admin.fetchTopicMetadata({ topics: [topic] }),
    );
    return answer.topics[0]?.partitions ?? [];
  }

  async #settings(topic: string, configNames: string[]): Promise<Record<string, string>> {
    const answer = await ask(`Reading the settings of ${topic}`, () =>
      this.#admin.describeConfigs({
        includeSynonyms: false,
        resources: [{ type: kafkajs.ConfigResourceTypes.TOPIC, name: topic, configNames }],
      }),
    );
    const entries = answer.resources.flatMap((resource) => resource.configEntries);
    return Object.fromEntries(entries.map((entry) => [entry.configName, entry.configValue]));
  }
}

function newTopic(spec: TopicSpec) {
  const { "replication.factor": _factor, ...settings } = topicShape(spec).settings;
  return {
    topic: spec.name,
    numPartitions: spec.partitions,
    replicationFactor: spec.replicationFactor ?? -1,
    configEntries: Object.entries(settings).map(([name, value]) => ({ name, value: String(value) })),
  };
}

/** kafkajs nests its retries, so a question is also bounded as a whole. */
async function ask<T>(doing: string, question: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    const error = new EventLogError("LOG_UNAVAILABLE", `${doing}: no answer within ${ASK_DEADLINE_MS} ms`);
    timer = setTimeout(() => reject(error), ASK_DEADLINE_MS);
  });
  try {
    return await Promise.race([question(), deadline]);
  } catch (error) {
    throw toEventLogError(error, doing);
  } finally {
    clearTimeout(timer);
  }
}
