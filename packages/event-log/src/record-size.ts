import type { NewRecord } from "./event-log.ts";
import { EventLogError } from "./event-log-error.ts";

/** Bytes of a record before compression: key, value and headers, without Kafka's framing of about 70 bytes. */
export function recordSize(record: NewRecord): number {
  let bytes = Buffer.byteLength(record.key) + record.value.byteLength;
  for (const [name, value] of Object.entries(record.headers)) {
    bytes += Buffer.byteLength(name) + Buffer.byteLength(value);
  }
  return bytes;
}

/** Throws `RECORD_TOO_LARGE` for the first record over the topic's limit, so that nothing of the call is appended. */
export function refuseLargeRecords(topic: string, records: readonly NewRecord[], maxMessageBytes: number): void {
  for (const record of records) {
    const bytes = recordSize(record);
    if (bytes > maxMessageBytes) {
      throw new EventLogError(
        "RECORD_TOO_LARGE",
        `The record with key "${record.key}" has ${bytes} bytes; ${topic} takes at most ${maxMessageBytes}`,
      );
    }
  }
}
