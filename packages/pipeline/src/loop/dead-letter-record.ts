import type { LogRecord, NewRecord } from "@yardstick/event-log";

export interface DeadLetterCause {
  readonly stage: string;
  readonly code: string;
  readonly reason: string;
}

/**
 * Room that the dead-letter topic's `max.message.bytes` needs beyond that of the other topics: a dead letter is the
 * original record and the headers that say what became of it.
 */
export const DEAD_LETTER_HEADROOM_BYTES = 65_536;

/**
 * The dead letter of a record: its key, bytes and headers as they were, so that it can be replayed, and headers that
 * begin with `dl_`. A key or value that was null is empty, and named in `dl_null`.
 */
export function deadLetterRecord(record: LogRecord, { stage, code, reason }: DeadLetterCause): NewRecord {
  const nulls = [record.key === null ? "key" : "", record.value === null ? "value" : ""].filter((name) => name !== "");
  return {
    key: record.key ?? "",
    value: record.value ?? new Uint8Array(),
    headers: {
      ...record.headers,
      dl_code: code,
      dl_stage: stage,
      dl_topic: record.topic,
      dl_partition: String(record.partition),
      dl_offset: record.offset,
      dl_timestamp_ms: String(record.timestampMs),
      dl_reason: reason.slice(0, MAX_REASON_CHARACTERS),
      ...(nulls.length > 0 ? { dl_null: nulls.join(",") } : {}),
    },
  };
}

/** The same without bytes and foreign headers, for a record that is too large to be copied: it is still where `dl_topic`, `dl_partition` and `dl_offset` say. */
export function withoutOriginal(record: LogRecord, letter: NewRecord): NewRecord {
  const own = Object.entries(letter.headers).filter(([name]) => name.startsWith("dl_"));
  const omitted = String(record.value?.byteLength ?? 0);
  return {
    key: letter.key,
    value: new Uint8Array(),
    headers: { ...Object.fromEntries(own), dl_omitted_bytes: omitted },
  };
}

const MAX_REASON_CHARACTERS = 1_000;
