import type { Consumer, EachBatchPayload, Kafka } from "kafkajs";
import type { SubscribeOptions, Subscription } from "../event-log.ts";
import type { LogWriter } from "../event-log-deps.ts";
import { EventLogError } from "../event-log-error.ts";
import type { KafkaSettings } from "../event-log-settings.ts";
import { SubscriptionOutcome } from "../subscription/subscription-outcome.ts";
import type { KafkaAdmin } from "./kafka-admin.ts";
import { RETRY } from "./kafka-connection.ts";
import { PartitionPositions } from "./partition-positions.ts";
import { refuseLostOffsets } from "./refuse-lost-offsets.ts";
import { toEventLogError } from "./to-event-log-error.ts";
import { watchForSilence } from "./watch-for-silence.ts";
import { workThroughFetch } from "./work-through-fetch.ts";

export interface KafkaSurroundings {
  readonly kafka: Kafka;
  readonly admin: KafkaAdmin;
  readonly settings: KafkaSettings;
  readonly logger: LogWriter;
  onClosed(): void;
}

/** With the brokers away nobody hears a goodbye; the session timeout then does its work. */
const LEAVE_DEADLINE_MS = 10_000;

/** One member of a consumer group. */
export class KafkaSubscription implements Subscription {
  readonly #options: SubscribeOptions;
  readonly #around: KafkaSurroundings;
  readonly #consumer: Consumer;
  readonly #outcome: SubscriptionOutcome;
  readonly #positions: PartitionPositions;
  readonly #released = new AbortController();
  readonly #paused = new Set<string>();
  /** The end of the line for each partition: after a rebalance, kafkajs may hand one over that is still in a handler. */
  readonly #lines = new Map<string, Promise<void>>();
  #stopWatching = () => {};
  #stopped: Promise<void> | null = null;

  constructor(options: SubscribeOptions, around: KafkaSurroundings) {
    this.#options = options;
    this.#around = around;
    this.#outcome = new SubscriptionOutcome(options.group, around.logger);
    this.#positions = new PartitionPositions(around.admin, options.group);
    this.#consumer = around.kafka.consumer({
      groupId: options.group,
      sessionTimeout: around.settings.sessionTimeoutMs,
      rebalanceTimeout: around.settings.rebalanceTimeoutMs,
      heartbeatInterval: 1_000,
      minBytes: 1,
      // The long poll also delays closing and the discovery of a rebalance.
      maxWaitTimeInMs: 500,
      maxBytesPerPartition: 1_048_576,
      maxBytes: 10_485_760,
      metadataMaxAge: 60_000,
      retry: { ...RETRY, restartOnFailure: async () => true },
    });
  }

  get failed(): Promise<void> {
    return this.#outcome.promise;
  }

  /** Joins the group. Throws `OFFSET_LOST`, or `LOG_UNAVAILABLE` where no broker answers. */
  async start(): Promise<void> {
    const { group, topics, concurrency } = this.#options;
    await refuseLostOffsets(this.#around.admin, group, topics);
    this.#listen();
    try {
      await this.#consumer.connect();
      await this.#consumer.subscribe({ topics: [...topics], fromBeginning: true });
      await this.#consumer.run({
        autoCommit: false,
        eachBatchAutoResolve: false,
        partitionsConsumedConcurrently: concurrency,
        eachBatch: (payload) => this.#inLine(payload),
      });
    } catch (error) {
      throw toEventLogError(error, `Joining ${group}`);
    }
  }

  async close(): Promise<void> {
    await this.#stop();
    this.#around.onClosed();
    this.#outcome.close();
  }

  #listen(): void {
    const { GROUP_JOIN, CRASH } = this.#consumer.events;
    this.#consumer.on(GROUP_JOIN, () => this.#positions.forgetAll());
    this.#consumer.on(CRASH, ({ payload }) => {
      // kafkajs starts again by itself after what is transient; after anything else it would stay dead in silence.
      if (payload.restart || this.#released.signal.aborted) return;
      const { message } = toEventLogError(payload.error, `The consumer of ${this.#options.group} crashed`);
      this.#fail(new EventLogError("CONSUMER_CRASHED", message, { cause: payload.error }));
    });
    this.#stopWatching = watchForSilence(this.#consumer, () => {
      this.#fail(new EventLogError("CONSUMER_CRASHED", `The consumer of ${this.#options.group} has fallen silent`));
    });
  }

  async #inLine(payload: EachBatchPayload): Promise<void> {
    const line = `${payload.batch.topic}/${payload.batch.partition}`;
    const before = this.#lines.get(line) ?? Promise.resolve();
    const work = before.catch(() => {}).then(() => this.#work(payload, line));
    this.#lines.set(line, work);
    try {
      await work;
    } finally {
      if (this.#lines.get(line) === work) this.#lines.delete(line);
    }
  }

  async #work(payload: EachBatchPayload, line: string): Promise<void> {
    if (this.#released.signal.aborted) return;
    if (this.#paused.has(line)) {
      payload.pause();
      return;
    }
    const outcome = await workThroughFetch(payload, {
      options: this.#options,
      positions: this.#positions,
      admin: this.#around.admin,
      logger: this.#around.logger,
      rebalanceTimeoutMs: this.#around.settings.rebalanceTimeoutMs,
      released: this.#released.signal,
    });
    if (outcome.kind === "failed") this.#fail(outcome.error);
    if (outcome.kind === "paused") {
      this.#paused.add(line);
      payload.pause();
    }
  }

  #fail(error: unknown): void {
    this.#outcome.fail(error);
    // Not awaited: the consumer stops only after the handlers in hand, of which the caller may be one.
    void this.#stop();
  }

  #stop(): Promise<void> {
    this.#stopped ??= this.#leave();
    return this.#stopped;
  }

  async #leave(): Promise<void> {
    this.#released.abort(new Error("The subscription is closing"));
    this.#stopWatching();
    const disconnected = this.#consumer.disconnect().catch((error: unknown) => {
      this.#around.logger.warn({ group: this.#options.group, err: error }, "the consumer did not leave in good order");
    });
    await Promise.allSettled(this.#lines.values());
    await withinOrNot(disconnected, LEAVE_DEADLINE_MS);
  }
}

async function withinOrNot(promise: Promise<void>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([promise, deadline]).finally(() => clearTimeout(timer));
}
