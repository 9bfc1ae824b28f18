import type Database from "libsql";
import type { LogRecord } from "../event-log.ts";
import type { PartitionPosition, ReadLimits } from "../single-process/log-store.ts";
import { prepareOnce } from "./prepare-once.ts";

interface SizeRow {
  readonly offset: number;
  readonly value_bytes: number;
}

interface RecordRow {
  readonly offset: number;
  readonly timestamp_ms: number;
  readonly key: string;
  readonly headers: string;
  readonly value: ArrayBuffer;
}

/** Sizes first, then only those values that fit the batch: a fetch never reads what it would throw away. */
export function readRecords(
  database: Database.Database,
  from: PartitionPosition & { readonly partitionId: number },
  limits: ReadLimits,
): LogRecord[] {
  const sizes = prepareOnce(
    database,
    "SELECT offset, value_bytes FROM records WHERE partition_id = ? AND offset >= ? ORDER BY offset LIMIT ?",
  ).all([from.partitionId, from.offset, limits.maxBatchRecords]) as SizeRow[];
  const last = lastWithin(sizes, limits.maxBatchBytes);
  if (last === null) return [];
  const rows = prepareOnce(
    database,
    `SELECT offset, timestamp_ms, key, headers, value FROM records
       WHERE partition_id = ? AND offset BETWEEN ? AND ? ORDER BY offset`,
  ).all([from.partitionId, from.offset, last]) as RecordRow[];
  return rows.map((row) => ({
    topic: from.topic,
    partition: from.partition,
    offset: String(row.offset),
    timestampMs: row.timestamp_ms,
    key: row.key,
    value: new Uint8Array(row.value),
    headers: JSON.parse(row.headers),
  }));
}

function lastWithin(sizes: readonly SizeRow[], maxBytes: number): number | null {
  let last: number | null = null;
  let bytes = 0;
  for (const size of sizes) {
    bytes += size.value_bytes;
    if (last !== null && bytes > maxBytes) break;
    last = size.offset;
  }
  return last;
}
