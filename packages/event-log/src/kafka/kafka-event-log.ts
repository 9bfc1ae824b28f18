import type { Kafka } from "kafkajs";
import type {
  EventLog,
  NewRecord,
  PartitionLag,
  PublishAck,
  SubscribeOptions,
  Subscription,
  TopicSpec,
} from "../event-log.ts";
import type { EventLogDeps } from "../event-log-deps.ts";
import { EventLogError } from "../event-log-error.ts";
import type { KafkaSettings } from "../event-log-settings.ts";
import { partitionForKey } from "../partition-for-key.ts";
import { refuseLargeRecords } from "../record-size.ts";
import type { KafkaAdmin } from "./kafka-admin.ts";
import { KafkaPublisher } from "./kafka-publisher.ts";
import { KafkaSubscription } from "./kafka-subscription.ts";
import { TopicFacts } from "./topic-facts.ts";

interface KafkaParts {
  readonly kafka: Kafka;
  readonly admin: KafkaAdmin;
  readonly settings: KafkaSettings;
  readonly deps: EventLogDeps;
}

/** Apache Kafka through kafkajs. Nothing of kafkajs, no type and no error, is seen outside this folder. */
export class KafkaEventLog implements EventLog {
  readonly #kafka: Kafka;
  readonly #settings: KafkaSettings;
  readonly #deps: EventLogDeps;
  readonly #admin: KafkaAdmin;
  readonly #facts: TopicFacts;
  readonly #publisher: KafkaPublisher;
  readonly #subscriptions = new Set<Subscription>();
  #closing: Promise<void> | null = null;

  /** `admin` is connected already. */
  constructor({ kafka, admin, settings, deps }: KafkaParts) {
    this.#kafka = kafka;
    this.#settings = settings;
    this.#deps = deps;
    this.#admin = admin;
    this.#facts = new TopicFacts(admin, deps.clock);
    this.#publisher = new KafkaPublisher(kafka, settings.publishDeadlineMs, deps);
  }

  async publish(topic: string, records: readonly NewRecord[]): Promise<PublishAck[]> {
    this.#refuseClosed();
    const { partitions, maxMessageBytes } = await this.#facts.of(topic);
    refuseLargeRecords(topic, records, maxMessageBytes);
    const placed = records.map((record) => ({ ...record, partition: partitionForKey(record.key, partitions) }));
    return await this.#publisher.publish({ topic, records: placed, maxMessageBytes });
  }

  async subscribe(options: SubscribeOptions): Promise<Subscription> {
    this.#refuseClosed();
    for (const topic of options.topics) await this.#facts.of(topic);
    const subscription = new KafkaSubscription(options, {
      kafka: this.#kafka,
      admin: this.#admin,
      settings: this.#settings,
      logger: this.#deps.logger,
      onClosed: () => this.#subscriptions.delete(subscription),
    });
    this.#subscriptions.add(subscription);
    try {
      await subscription.start();
    } catch (error) {
      await subscription.close();
      throw error;
    }
    return subscription;
  }

  async ensureTopics(specs: readonly TopicSpec[]): Promise<void> {
    this.#refuseClosed();
    await this.#admin.ensureTopics(specs);
  }

  async lag(group: string, topics: readonly string[]): Promise<PartitionLag[]> {
    this.#refuseClosed();
    for (const topic of topics) await this.#facts.of(topic);
    const all = await Promise.all(
      topics.map(async (topic) => {
        const [committed, bounds] = await Promise.all([
          this.#admin.committedOffsets(group, topic),
          this.#admin.bounds(topic),
        ]);
        return bounds.map(({ partition, startOffset, endOffset }) => {
          const offset = committed.get(partition)?.offset ?? null;
          const from = offset !== null && offset > startOffset ? offset : startOffset;
          return {
            topic,
            partition,
            committedOffset: offset === null || offset < 0n ? null : String(offset),
            endOffset: String(endOffset),
            lag: Number(endOffset - from),
          };
        });
      }),
    );
    return all.flat();
  }

  async ping(timeoutMs: number): Promise<void> {
    if (this.#closing !== null) throw new EventLogError("LOG_UNAVAILABLE", "The log is closed");
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise<never>((_, reject) => {
      const error = new EventLogError("LOG_UNAVAILABLE", `No broker answered within ${timeoutMs} ms`);
      timer = setTimeout(() => reject(error), timeoutMs);
    });
    await Promise.race([this.#admin.ping(), timeout]).finally(() => clearTimeout(timer));
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    await Promise.all([...this.#subscriptions].map((subscription) => subscription.close()));
    await this.#publisher.close();
    // With the brokers away there is nobody to say goodbye to.
    await this.#admin.close().catch((error: unknown) => {
      this.#deps.logger.debug({ err: error }, "the administrative connection did not close in good order");
    });
  }

  #refuseClosed(): void {
    if (this.#closing !== null) throw new EventLogError("LOG_CLOSED", "The log is closed");
  }
}
