import type { IHeaders, KafkaMessage } from "kafkajs";
import type { LogRecord } from "../event-log.ts";

export function toLogRecord(topic: string, partition: number, message: KafkaMessage): LogRecord {
  return {
    topic,
    partition,
    offset: message.offset,
    timestampMs: Number(message.timestamp),
    key: message.key === null ? null : message.key.toString("utf8"),
    value: message.value,
    headers: textHeaders(message.headers ?? {}),
  };
}

/** Kafka allows a header name twice; the last one counts, as in Java's `lastHeader`. */
function textHeaders(headers: IHeaders): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => {
      const last = Array.isArray(value) ? value.at(-1) : value;
      return last === undefined ? [] : [[name, String(last)] as const];
    }),
  );
}
