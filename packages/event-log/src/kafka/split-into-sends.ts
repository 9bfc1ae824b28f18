import type { NewRecord } from "../event-log.ts";
import { recordSize } from "../record-size.ts";

/** kafkajs groups a send's records in quadratic time, and one send is one record batch per partition. */
const MAX_SEND_RECORDS = 1_000;
/** Far below the broker's limit of a request, and large enough that a round trip costs little. */
const MAX_SEND_BYTES = 4 * 1024 * 1024;

export interface PlacedRecord extends NewRecord {
  readonly partition: number;
}

export interface Send {
  readonly topic: string;
  readonly records: readonly PlacedRecord[];
  readonly bytes: number;
  /** Bytes that this send and those merged with it may have together. */
  readonly maxBytes: number;
}

/**
 * Cuts records into sends, in order. A send stays below half of the topic's limit, so that framing and headers never
 * take it over; a record that is larger goes alone, and the broker decides.
 */
export function splitIntoSends(topic: string, records: readonly PlacedRecord[], maxMessageBytes: number): Send[] {
  const maxBytes = Math.min(MAX_SEND_BYTES, Math.floor(maxMessageBytes / 2));
  const sends: Send[] = [];
  let current: PlacedRecord[] = [];
  let bytes = 0;
  for (const record of records) {
    const size = recordSize(record);
    if (current.length > 0 && (bytes + size > maxBytes || current.length === MAX_SEND_RECORDS)) {
      sends.push({ topic, records: current, bytes, maxBytes });
      current = [];
      bytes = 0;
    }
    current.push(record);
    bytes += size;
  }
  if (current.length > 0) sends.push({ topic, records: current, bytes, maxBytes });
  return sends;
}

/** How many of the waiting sends, from the first on, may go out as one. */
export function mergeableSends(waiting: readonly Send[]): number {
  const [first, ...others] = waiting;
  if (first === undefined) return 0;
  let count = 1;
  let bytes = first.bytes;
  let records = first.records.length;
  for (const send of others) {
    bytes += send.bytes;
    records += send.records.length;
    if (send.topic !== first.topic || bytes > first.maxBytes || records > MAX_SEND_RECORDS) break;
    count += 1;
  }
  return count;
}
