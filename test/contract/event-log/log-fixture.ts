import type {
  BatchProgress,
  EventLog,
  LogRecord,
  NewRecord,
  RecordBatch,
  SubscribeOptions,
  Subscription,
  TopicSpec,
} from "@yardstick/event-log";
import type { LogUnderTest } from "./event-log-contract.ts";

/** Deadline for what a healthy log does in well under a second; Kafka's group joins take up to a few. */
export const SOON_MS = 20_000;

const KIB = 1024;
let topicCount = 0;

/** A topic name that no other test, nor an earlier run on the same broker, has used. */
export function freshTopic(): string {
  topicCount += 1;
  return `contract-${process.pid}-${Date.now()}-${topicCount}`;
}

export function topicSpec(name: string, changes: Partial<TopicSpec> = {}): TopicSpec {
  return {
    name,
    partitions: 1,
    retentionMs: 30 * 24 * 3_600_000,
    maxMessageBytes: 16 * KIB * KIB,
    replicationFactor: null,
    ...changes,
  };
}

export function record(key: string, value: string | Uint8Array = "", headers: Record<string, string> = {}): NewRecord {
  return { key, value: typeof value === "string" ? new TextEncoder().encode(value) : value, headers };
}

export function text(record: LogRecord): string {
  return new TextDecoder().decode(record.value ?? new Uint8Array());
}

/** All of the batch is done. */
export function allDone(batch: RecordBatch, extra: Omit<BatchProgress, "nextOffset"> = {}): BatchProgress {
  return { nextOffset: String(BigInt(batch.records.at(-1)?.offset ?? "0") + 1n), ...extra };
}

/** Subscribes with limits that no test meets unless it sets its own. */
export function subscribe(
  log: EventLog,
  group: string,
  topics: readonly string[],
  options: Pick<SubscribeOptions, "handle"> & Partial<SubscribeOptions>,
): Promise<Subscription> {
  return log.subscribe({
    group,
    topics,
    maxBatchRecords: 500,
    maxBatchBytes: 8 * KIB * KIB,
    concurrency: 2,
    batchDeadlineMs: 30_000,
    ...options,
  });
}

/** Opens a log with one fresh topic, runs the body, and disposes of everything, also when the body throws. */
export async function withLog(
  create: () => Promise<LogUnderTest>,
  spec: Partial<TopicSpec>,
  body: (context: { under: LogUnderTest; log: EventLog; topic: string; group: string }) => Promise<void>,
): Promise<void> {
  const under = await create();
  try {
    const log = await under.open();
    const topic = freshTopic();
    await log.ensureTopics([topicSpec(topic, spec)]);
    await body({ under, log, topic, group: `${topic}-group` });
  } finally {
    await under.dispose();
  }
}
