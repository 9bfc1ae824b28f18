import type { LogRecord, TopicSpec } from "../event-log.ts";

/**
 * What a log inside one process keeps, under `SingleProcessEventLog`. Calls are synchronous and atomic: when one
 * returns, its effect is as durable as the store is. Offsets are numbers here; a partition ends long before 2^53.
 */
export interface LogStore {
  createTopic(spec: TopicSpec): void;
  topic(name: string): TopicSpec | null;
  topicNames(): string[];

  /** Appends in order and answers each record's offset. Timestamps of a partition never go backwards. */
  append(records: readonly PlacedRecord[], nowMs: number): number[];
  /** Records from `fromOffset` on, in offset order, until one of the limits; at least one if there is any. */
  read(position: PartitionPosition, limits: ReadLimits): LogRecord[];
  bounds(topic: string, partition: number): PartitionBounds;

  committed(group: string, topic: string, partition: number): CommittedOffset | null;
  commit(group: string, position: PartitionPosition, metadata: string): void;
  /** Remembers that a group reads these topics, so that retention waits for it. */
  declareGroup(group: string, topics: readonly string[]): void;
  groupsOf(topic: string): string[];

  /** Offset of the first record appended at or after the instant; the end where there is none. */
  firstOffsetSince(topic: string, partition: number, timestampMs: number): number;
  /** Deletes up to `limit` records below the offset, oldest first; answers how many. */
  deleteBelow(position: PartitionPosition, limit: number): number;

  close(): void;
}

export interface PlacedRecord {
  readonly topic: string;
  readonly partition: number;
  readonly key: string;
  readonly value: Uint8Array;
  readonly headers: Readonly<Record<string, string>>;
}

export interface PartitionPosition {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
}

export interface PartitionBounds {
  /** Offset of the oldest record that is still there. */
  readonly startOffset: number;
  /** Offset that the next record will get. */
  readonly endOffset: number;
}

export interface ReadLimits {
  readonly maxBatchRecords: number;
  readonly maxBatchBytes: number;
}

export interface CommittedOffset {
  readonly offset: number;
  readonly metadata: string;
}
