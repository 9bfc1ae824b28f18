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
import { partitionForKey } from "../partition-for-key.ts";
import { refuseLargeRecords } from "../record-size.ts";
import { refuseDifferences, topicDifferences } from "../topic-differences.ts";
import { GroupClaims } from "./group-claims.ts";
import type { LogStore } from "./log-store.ts";
import { PublishQueue } from "./publish-queue.ts";
import { SingleProcessSubscription } from "./single-process-subscription.ts";
import { startRetention } from "./start-retention.ts";

/** An event log over a store that belongs to this process alone; memory and libsql differ only in the store. */
export class SingleProcessEventLog implements EventLog {
  readonly #store: LogStore;
  readonly #deps: EventLogDeps;
  readonly #queue: PublishQueue;
  readonly #claims = new GroupClaims();
  readonly #subscriptions = new Set<SingleProcessSubscription>();
  readonly #stopRetention: () => void;
  #closing: Promise<void> | null = null;

  constructor(store: LogStore, deps: EventLogDeps) {
    this.#store = store;
    this.#deps = deps;
    this.#queue = new PublishQueue((records) => {
      const offsets = store.append(records, deps.clock.nowMs());
      this.#wakeAll();
      return offsets;
    });
    this.#stopRetention = startRetention(store, deps);
  }

  async publish(topic: string, records: readonly NewRecord[]): Promise<PublishAck[]> {
    this.#refuseClosed();
    const spec = this.#topic(topic);
    refuseLargeRecords(topic, records, spec.maxMessageBytes);
    if (records.length === 0) return [];
    return await this.#queue.publish(
      records.map((record) => ({ ...record, topic, partition: partitionForKey(record.key, spec.partitions) })),
    );
  }

  async subscribe(options: SubscribeOptions): Promise<Subscription> {
    this.#refuseClosed();
    for (const topic of options.topics) this.#topic(topic);
    this.#store.declareGroup(options.group, options.topics);
    const subscription = new SingleProcessSubscription(options, {
      store: this.#store,
      logger: this.#deps.logger,
      claims: this.#claims,
      onClosed: () => this.#subscriptions.delete(subscription),
      onReleased: () => this.#wakeAll(),
    });
    this.#subscriptions.add(subscription);
    subscription.wake();
    return subscription;
  }

  async ensureTopics(specs: readonly TopicSpec[]): Promise<void> {
    this.#refuseClosed();
    const differences: string[] = [];
    for (const spec of specs) {
      const existing = this.#store.topic(spec.name);
      if (existing !== null) differences.push(...topicDifferences(shape(spec), shape(existing)));
    }
    refuseDifferences(differences);
    for (const spec of specs) {
      if (this.#store.topic(spec.name) === null) this.#store.createTopic(spec);
    }
  }

  async lag(group: string, topics: readonly string[]): Promise<PartitionLag[]> {
    this.#refuseClosed();
    return topics.flatMap((topic) =>
      Array.from({ length: this.#topic(topic).partitions }, (_, partition) => {
        const { startOffset, endOffset } = this.#store.bounds(topic, partition);
        const committed = this.#store.committed(group, topic, partition);
        return {
          topic,
          partition,
          committedOffset: committed === null ? null : String(committed.offset),
          endOffset: String(endOffset),
          lag: endOffset - Math.max(committed?.offset ?? startOffset, startOffset),
        };
      }),
    );
  }

  async ping(): Promise<void> {
    if (this.#closing !== null) throw new EventLogError("LOG_UNAVAILABLE", "The log is closed");
    this.#store.topicNames();
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    this.#stopRetention();
    await Promise.all([...this.#subscriptions].map((subscription) => subscription.close()));
    this.#queue.flush();
    this.#store.close();
  }

  #topic(name: string): TopicSpec {
    const spec = this.#store.topic(name);
    if (spec === null) throw new EventLogError("UNKNOWN_TOPIC", `The topic ${name} does not exist`);
    return spec;
  }

  #refuseClosed(): void {
    if (this.#closing !== null) throw new EventLogError("LOG_CLOSED", "The log is closed");
  }

  #wakeAll(): void {
    for (const subscription of this.#subscriptions) subscription.wake();
  }
}

function shape(spec: TopicSpec) {
  const settings = { "retention.ms": String(spec.retentionMs), "max.message.bytes": String(spec.maxMessageBytes) };
  return { name: spec.name, partitions: spec.partitions, settings };
}
