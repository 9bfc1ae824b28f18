import type { LogRecord } from "../event-log.ts";

export interface BatchLimits {
  readonly maxBatchRecords: number;
  readonly maxBatchBytes: number;
}

/** The longest run from `from` within the limits; one record at least, however large it is. */
export function takeBatch(records: readonly LogRecord[], from: number, limits: BatchLimits): LogRecord[] {
  const batch: LogRecord[] = [];
  let bytes = 0;
  for (let at = from; at < records.length && batch.length < limits.maxBatchRecords; at += 1) {
    const record = records[at];
    if (record === undefined) break;
    bytes += record.value?.byteLength ?? 0;
    if (batch.length > 0 && bytes > limits.maxBatchBytes) break;
    batch.push(record);
  }
  return batch;
}
