import type Database from "libsql";
import type { TopicSpec } from "../event-log.ts";
import type { CommittedOffset } from "../single-process/log-store.ts";

/** The small tables of the file, kept in memory. */
export interface LogIndex {
  topics: Map<string, TopicSpec>;
  partitions: Map<string, PartitionRow>;
  readonly committed: Map<string, CommittedOffset>;
  readonly groups: Map<string, string[]>;
}

export interface PartitionRow {
  readonly id: number;
  startOffset: number;
  endOffset: number;
  lastTimestampMs: number;
}

export function loadLogIndex(database: Database.Database): LogIndex {
  const index: LogIndex = { topics: new Map(), partitions: new Map(), committed: new Map(), groups: new Map() };
  const topics = `SELECT name, partitions, retention_ms AS retentionMs, max_message_bytes AS maxMessageBytes FROM topics`;
  for (const topic of all<Omit<TopicSpec, "replicationFactor">>(database, topics)) {
    index.topics.set(topic.name, { ...topic, replicationFactor: null });
  }
  const partitions = `SELECT topic, partition, id, start_offset AS startOffset, end_offset AS endOffset,
    last_timestamp_ms AS lastTimestampMs FROM partitions`;
  for (const { topic, partition, ...row } of all<Place & PartitionRow>(database, partitions)) {
    index.partitions.set(partitionKey(topic, partition), row);
  }
  const committed = `SELECT group_name AS "group", topic, partition, offset, metadata FROM committed_offsets`;
  for (const { group, topic, partition, ...offset } of all<Place & CommittedOffset & { group: string }>(
    database,
    committed,
  )) {
    index.committed.set(partitionKey(topic, partition, group), offset);
  }
  for (const { topic, group } of all<{ topic: string; group: string }>(
    database,
    `SELECT topic, group_name AS "group" FROM groups`,
  )) {
    index.groups.set(topic, [...(index.groups.get(topic) ?? []), group]);
  }
  return index;
}

interface Place {
  readonly topic: string;
  readonly partition: number;
}

function all<Row>(database: Database.Database, sql: string): Row[] {
  return database.prepare(sql).all([]) as Row[];
}

export function partitionKey(topic: string, partition: number, group = ""): string {
  return JSON.stringify([topic, partition, group]);
}
