import type Database from "libsql";
import type { PlacedRecord } from "../single-process/log-store.ts";
import type { PartitionRow } from "./load-log-index.ts";
import { prepareOnce } from "./prepare-once.ts";

interface Target {
  readonly nowMs: number;
  /** The partition's row to advance; filled into `moved` at its first use. */
  partitionOf(record: PlacedRecord): PartitionRow;
  readonly moved: ReadonlyMap<string, PartitionRow>;
}

/** Writes records and the partitions' new ends inside the caller's transaction; answers the offsets. */
export function insertRecords(database: Database.Database, records: readonly PlacedRecord[], target: Target): number[] {
  const insert = prepareOnce(database, "INSERT INTO records VALUES (?, ?, ?, ?, ?, ?, ?)");
  const offsets = records.map((record) => {
    const row = target.partitionOf(record);
    const offset = row.endOffset;
    row.endOffset += 1;
    // A clock that was set back must not order records against their offsets.
    row.lastTimestampMs = Math.max(row.lastTimestampMs, target.nowMs);
    const { key, headers, value } = record;
    insert.run([row.id, offset, row.lastTimestampMs, value.byteLength, key, JSON.stringify(headers), asBuffer(value)]);
    return offset;
  });
  const advance = prepareOnce(database, "UPDATE partitions SET end_offset = ?, last_timestamp_ms = ? WHERE id = ?");
  for (const row of target.moved.values()) advance.run([row.endOffset, row.lastTimestampMs, row.id]);
  return offsets;
}

/** libsql binds Buffers; a view of another array would lose its offset and length. */
function asBuffer(value: Uint8Array): Buffer {
  return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
}
