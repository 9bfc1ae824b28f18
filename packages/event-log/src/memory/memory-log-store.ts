import type { LogRecord, TopicSpec } from "../event-log.ts";
import type {
  CommittedOffset,
  LogStore,
  PartitionBounds,
  PartitionPosition,
  PlacedRecord,
  ReadLimits,
} from "../single-process/log-store.ts";
import { takeBatch } from "../subscription/take-batch.ts";

interface Partition {
  /** Offset of `records[0]`. */
  startOffset: number;
  records: LogRecord[];
  lastTimestampMs: number;
}

/** Keeps everything in maps, as long as the process lives. */
export class MemoryLogStore implements LogStore {
  readonly #topics = new Map<string, TopicSpec>();
  readonly #partitions = new Map<string, Partition>();
  readonly #committed = new Map<string, CommittedOffset>();
  readonly #groups = new Map<string, Set<string>>();

  createTopic(spec: TopicSpec): void {
    this.#topics.set(spec.name, spec);
    for (let partition = 0; partition < spec.partitions; partition += 1) {
      this.#partitions.set(key(spec.name, partition), { startOffset: 0, records: [], lastTimestampMs: 0 });
    }
  }

  topic(name: string): TopicSpec | null {
    return this.#topics.get(name) ?? null;
  }

  topicNames(): string[] {
    return [...this.#topics.keys()];
  }

  append(records: readonly PlacedRecord[], nowMs: number): number[] {
    return records.map((record) => {
      const partition = this.#partition(record.topic, record.partition);
      const offset = partition.startOffset + partition.records.length;
      partition.lastTimestampMs = Math.max(partition.lastTimestampMs, nowMs);
      partition.records.push({
        ...record,
        // A copy, as a log on disk would make one: callers may reuse their buffer.
        value: Uint8Array.from(record.value),
        headers: { ...record.headers },
        offset: String(offset),
        timestampMs: partition.lastTimestampMs,
      });
      return offset;
    });
  }

  read({ topic, partition, offset }: PartitionPosition, limits: ReadLimits): LogRecord[] {
    const { records, startOffset } = this.#partition(topic, partition);
    return takeBatch(records, offset - startOffset, limits);
  }

  bounds(topic: string, partition: number): PartitionBounds {
    const { startOffset, records } = this.#partition(topic, partition);
    return { startOffset, endOffset: startOffset + records.length };
  }

  committed(group: string, topic: string, partition: number): CommittedOffset | null {
    return this.#committed.get(key(group, topic, partition)) ?? null;
  }

  commit(group: string, { topic, partition, offset }: PartitionPosition, metadata: string): void {
    this.#committed.set(key(group, topic, partition), { offset, metadata });
  }

  declareGroup(group: string, topics: readonly string[]): void {
    for (const topic of topics) {
      const groups = this.#groups.get(topic) ?? new Set();
      this.#groups.set(topic, groups.add(group));
    }
  }

  groupsOf(topic: string): string[] {
    return [...(this.#groups.get(topic) ?? [])];
  }

  firstOffsetSince(topic: string, partition: number, timestampMs: number): number {
    const { records, startOffset } = this.#partition(topic, partition);
    const index = records.findIndex((record) => record.timestampMs >= timestampMs);
    return startOffset + (index === -1 ? records.length : index);
  }

  deleteBelow({ topic, partition, offset }: PartitionPosition, limit: number): number {
    const kept = this.#partition(topic, partition);
    const count = Math.max(0, Math.min(limit, offset - kept.startOffset));
    kept.records.splice(0, count);
    kept.startOffset += count;
    return count;
  }

  close(): void {}

  #partition(topic: string, partition: number): Partition {
    const found = this.#partitions.get(key(topic, partition));
    if (found === undefined) throw new RangeError(`${topic} has no partition ${partition}`);
    return found;
  }
}

function key(...parts: readonly (string | number)[]): string {
  return JSON.stringify(parts);
}
