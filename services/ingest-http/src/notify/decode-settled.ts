import { EVENTS, submissionSettledV1 } from "@yardstick/contracts";
import type { LogRecord } from "@yardstick/event-log";
import { type Decoded, decodeEvent, type WebhookEvent } from "@yardstick/pipeline";

/** Reads the records of one source; those of the others are none of its receiver's business. */
export function decodeSettledOf(source: string): (record: LogRecord) => Decoded<WebhookEvent> {
  return (record) => {
    const decoded = decodeEvent(record, { [EVENTS.submissionSettled.type]: submissionSettledV1 });
    if (decoded.kind !== "decoded") return decoded;
    const { data, envelope } = decoded.value;
    if (data.source !== source) return { kind: "ignored" };
    const value = { envelope, body: record.value ?? new Uint8Array() };
    return { kind: "decoded", value, submissionId: data.submissionId };
  };
}
