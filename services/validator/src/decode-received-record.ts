import { EVENTS, SOURCE_PATTERN } from "@yardstick/contracts";
import type { LogRecord } from "@yardstick/event-log";
import { type Decoded, decodeEnvelope, type EventEnvelope } from "@yardstick/pipeline";

/** A submission-received record whose envelope can be read; its value may still be anything. */
export interface ReceivedRecord {
  readonly envelope: EventEnvelope;
  readonly value: Uint8Array;
}

/** What fits into a line of a log and a URL. */
const SUBMISSION_ID = /^[\x21-\x7e]{1,200}$/;
const NOTHING = new Uint8Array();

/**
 * Reads the envelope alone: where id and source are known a fault of the value is answered to its sender, so only a
 * record without them is a dead letter.
 */
export function decodeReceivedRecord(record: LogRecord): Decoded<ReceivedRecord> {
  const decoded = decodeEnvelope(record);
  if (!decoded.ok) return unreadable("ENVELOPE_INVALID", decoded.faults.join("; "));
  const { envelope } = decoded;
  if (envelope.type !== EVENTS.submissionReceived.type) {
    return unreadable("EVENT_TYPE_UNKNOWN", `ce_type is ${JSON.stringify(envelope.type)}`);
  }
  if (!SUBMISSION_ID.test(envelope.id)) {
    return unreadable("ENVELOPE_INVALID", "ce_id is not 1 to 200 printable ASCII characters without spaces");
  }
  if (!SOURCE_PATTERN.test(envelope.source)) {
    return unreadable("ENVELOPE_INVALID", `ce_source does not match ${SOURCE_PATTERN.source}`);
  }
  return { kind: "decoded", value: { envelope, value: record.value ?? NOTHING }, submissionId: envelope.id };
}

function unreadable(code: string, reason: string): Decoded<never> {
  return { kind: "unreadable", code, reason: reason.slice(0, 1_000) };
}
