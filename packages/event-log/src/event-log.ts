/**
 * The log that the stages read and write: Apache Kafka, a local libsql file, or memory. Every adapter passes the same
 * contract suite (`test/contract/event-log`), so whatever stands here holds on all three.
 */
export interface EventLog {
  /**
   * Appends records to one topic. When it resolves, every record is durable (Kafka: acknowledged by all in-sync
   * replicas; local: committed with synchronous=FULL) and visible to subscribers. Records of one key keep the order of
   * the array, and of consecutive awaited calls. The partition is `partitionForKey(key, partitionCount)`.
   * Acknowledgements stand in the order of the records.
   *
   * The adapter retries what is transient for as long as `publishDeadlineMs`; then, or on what no retry mends
   * (`RECORD_TOO_LARGE`, `UNKNOWN_TOPIC`), it throws an `EventLogError`. A throw leaves it open whether some of the
   * records were appended: callers publish again, and consumers are idempotent.
   */
  publish(topic: string, records: readonly NewRecord[]): Promise<PublishAck[]>;

  /**
   * Joins a consumer group and hands it batches until the subscription is closed. A group without a committed offset
   * starts at the earliest record. Batches of one partition are handed over one after the other, in offset order;
   * partitions run side by side up to `concurrency`.
   *
   * `handle` answers how far it got; exactly that is committed, durably, before the next batch of the partition. If it
   * throws, nothing is committed and the subscription fails: `failed` rejects with that error, and nothing more is
   * handed over. After a restart, or on another member, the partition resumes at the last committed offset.
   *
   * A committed offset that retention has overtaken is `OFFSET_LOST`: thrown, or failing the subscription. An answer
   * outside of the batch fails it with `BAD_PROGRESS`. What the adapter cannot recover from by itself fails it with
   * `CONSUMER_CRASHED`; outages it outlasts. A topic that does not exist is `UNKNOWN_TOPIC`.
   */
  subscribe(options: SubscribeOptions): Promise<Subscription>;

  /**
   * Creates the topics that are missing. A topic that exists with fewer partitions or other settings is an
   * `EventLogError` `TOPIC_MISMATCH` that names each difference; more partitions than asked for are accepted.
   */
  ensureTopics(specs: readonly TopicSpec[]): Promise<void>;

  /** Records of each partition that the group has not committed yet, in the order of topics and partitions. */
  lag(group: string, topics: readonly string[]): Promise<PartitionLag[]>;

  /** Resolves when the log answers, else throws `LOG_UNAVAILABLE` within `timeoutMs`. For readiness. */
  ping(timeoutMs: number): Promise<void>;

  /** Closes every subscription as `Subscription.close` does, then the connections. Idempotent. */
  close(): Promise<void>;
}

export interface NewRecord {
  readonly key: string;
  readonly value: Uint8Array;
  readonly headers: Readonly<Record<string, string>>;
}

export interface PublishAck {
  readonly partition: number;
  /** Offset of the record in its partition: a decimal string, since Kafka's offsets are 64-bit. */
  readonly offset: string;
}

export interface LogRecord {
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
  /** When the log appended the record (LogAppendTime), in milliseconds since 1970. */
  readonly timestampMs: number;
  readonly key: string | null;
  /** Null is a tombstone: legal in Kafka, never written by us. */
  readonly value: Uint8Array | null;
  readonly headers: Readonly<Record<string, string>>;
}

export interface SubscribeOptions {
  readonly group: string;
  readonly topics: readonly string[];
  readonly maxBatchRecords: number;
  /** A batch ends before the record that would take its values beyond this, but holds at least one record. */
  readonly maxBatchBytes: number;
  /** Partitions handled at the same time by this member. */
  readonly concurrency: number;
  /**
   * How long a handler may hold a batch. Until then the adapter keeps its membership alive once a second; after it
   * the member lets go of the partition: `signal` aborts, and the batch is delivered again, to this member once the
   * handler has settled, or to another. A handler that goes on for as long again fails the subscription with
   * `HANDLER_STUCK`.
   */
  readonly batchDeadlineMs: number;
  handle(batch: RecordBatch): Promise<BatchProgress>;
}

export interface RecordBatch {
  readonly topic: string;
  readonly partition: number;
  /** At least one record, in offset order. */
  readonly records: readonly LogRecord[];
  /** What was last committed beside the offset for this partition by this group, or an empty string. */
  readonly committedMetadata: string;
  /** Aborts when the subscription closes, the partition was taken away, or `batchDeadlineMs` has passed. */
  readonly signal: AbortSignal;
}

export interface BatchProgress {
  /** Offset of the first record that is not done: the last record's offset + 1 when all are. */
  readonly nextOffset: string;
  /** Up to 200 bytes kept beside the offset (for example how often the record there has failed). Default empty. */
  readonly metadata?: string;
  /** Stop handing over this partition until the subscription is opened again; the others go on. */
  readonly pause?: true;
}

export interface Subscription {
  /** Rejects when the subscription can no longer work; never resolves otherwise than by `close`. */
  readonly failed: Promise<void>;
  /** Takes no new batch, aborts `signal`, waits for the handlers in hand, commits what they did, leaves the group. */
  close(): Promise<void>;
}

export interface TopicSpec {
  readonly name: string;
  readonly partitions: number;
  readonly retentionMs: number;
  readonly maxMessageBytes: number;
  /** Kafka only; null leaves it to the broker's default. */
  readonly replicationFactor: number | null;
}

export interface PartitionLag {
  readonly topic: string;
  readonly partition: number;
  /** Next offset the group will read; null while it has committed nothing. */
  readonly committedOffset: string | null;
  readonly endOffset: string;
  readonly lag: number;
}
