import type Database from "libsql";
import type { LogRecord, TopicSpec } from "../event-log.ts";
import type {
  CommittedOffset,
  LogStore,
  PartitionBounds,
  PartitionPosition,
  PlacedRecord,
  ReadLimits,
} from "../single-process/log-store.ts";
import { insertRecords } from "./insert-records.ts";
import { type LogIndex, loadLogIndex, type PartitionRow, partitionKey } from "./load-log-index.ts";
import { closeLogDatabase } from "./open-log-database.ts";
import { prepareOnce } from "./prepare-once.ts";
import { readRecords } from "./read-records.ts";

/**
 * Topics, offsets and records in one libsql file. What is small is also kept in memory, which is safe because the file
 * belongs to this process; memory is changed only after the file was. Parameters are always bound as an array: libsql
 * 0.5 aborts the process on a single Buffer argument.
 */
export class SqliteLogStore implements LogStore {
  readonly #database: Database.Database;
  readonly #index: LogIndex;

  constructor(database: Database.Database) {
    this.#database = database;
    this.#index = loadLogIndex(database);
  }

  createTopic(spec: TopicSpec): void {
    const { name, partitions, retentionMs, maxMessageBytes } = spec;
    this.#database.transaction(() => {
      this.#run("INSERT INTO topics VALUES (?, ?, ?, ?)", [name, partitions, retentionMs, maxMessageBytes]);
      for (let partition = 0; partition < partitions; partition += 1) {
        this.#run(
          "INSERT INTO partitions (topic, partition, start_offset, end_offset, last_timestamp_ms) VALUES (?, ?, 0, 0, 0)",
          [name, partition],
        );
      }
    })();
    const reloaded = loadLogIndex(this.#database);
    this.#index.topics = reloaded.topics;
    this.#index.partitions = reloaded.partitions;
  }

  topic(name: string): TopicSpec | null {
    return this.#index.topics.get(name) ?? null;
  }

  topicNames(): string[] {
    return [...this.#index.topics.keys()];
  }

  append(records: readonly PlacedRecord[], nowMs: number): number[] {
    const moved = new Map<string, PartitionRow>();
    const offsets = this.#database.transaction(() =>
      insertRecords(this.#database, records, {
        nowMs,
        // The first record of a partition copies its row, so that a failed transaction leaves the memory as it was.
        partitionOf: ({ topic, partition }) => {
          const key = partitionKey(topic, partition);
          const row = moved.get(key) ?? { ...this.#partition(topic, partition) };
          moved.set(key, row);
          return row;
        },
        moved,
      }),
    )();
    for (const [key, row] of moved) this.#index.partitions.set(key, row);
    return offsets;
  }

  read(position: PartitionPosition, limits: ReadLimits): LogRecord[] {
    const { id } = this.#partition(position.topic, position.partition);
    return readRecords(this.#database, { ...position, partitionId: id }, limits);
  }

  bounds(topic: string, partition: number): PartitionBounds {
    return this.#partition(topic, partition);
  }

  committed(group: string, topic: string, partition: number): CommittedOffset | null {
    return this.#index.committed.get(partitionKey(topic, partition, group)) ?? null;
  }

  commit(group: string, { topic, partition, offset }: PartitionPosition, metadata: string): void {
    this.#run("INSERT OR REPLACE INTO committed_offsets VALUES (?, ?, ?, ?, ?)", [
      group,
      topic,
      partition,
      offset,
      metadata,
    ]);
    this.#index.committed.set(partitionKey(topic, partition, group), { offset, metadata });
  }

  declareGroup(group: string, topics: readonly string[]): void {
    for (const topic of topics) {
      if (this.groupsOf(topic).includes(group)) continue;
      this.#run("INSERT OR IGNORE INTO groups VALUES (?, ?)", [topic, group]);
      this.#index.groups.set(topic, [...this.groupsOf(topic), group]);
    }
  }

  groupsOf(topic: string): string[] {
    return this.#index.groups.get(topic) ?? [];
  }

  firstOffsetSince(topic: string, partition: number, timestampMs: number): number {
    const { id, endOffset } = this.#partition(topic, partition);
    const sql =
      "SELECT offset FROM records WHERE partition_id = ? AND timestamp_ms >= ? ORDER BY partition_id, offset LIMIT 1";
    const rows = prepareOnce(this.#database, sql).all([id, timestampMs]) as { offset: number }[];
    return rows[0]?.offset ?? endOffset;
  }

  deleteBelow({ topic, partition, offset }: PartitionPosition, limit: number): number {
    const row = this.#partition(topic, partition);
    const startOffset = Math.min(offset, row.startOffset + limit);
    if (startOffset <= row.startOffset) return 0;
    this.#database.transaction(() => {
      this.#run("DELETE FROM records WHERE partition_id = ? AND offset < ?", [row.id, startOffset]);
      this.#run("UPDATE partitions SET start_offset = ? WHERE id = ?", [startOffset, row.id]);
    })();
    this.#index.partitions.set(partitionKey(topic, partition), { ...row, startOffset });
    return startOffset - row.startOffset;
  }

  close(): void {
    closeLogDatabase(this.#database);
  }

  #partition(topic: string, partition: number): PartitionRow {
    const found = this.#index.partitions.get(partitionKey(topic, partition));
    if (found === undefined) throw new RangeError(`${topic} has no partition ${partition}`);
    return found;
  }

  #run(sql: string, parameters: readonly unknown[]): void {
    prepareOnce(this.#database, sql).run(parameters);
  }
}
