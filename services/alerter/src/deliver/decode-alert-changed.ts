import { type AlertChangedV1, alertChangedV1, EVENTS } from "@yardstick/contracts";
import type { LogRecord } from "@yardstick/event-log";
import { type Decoded, decodeEvent, type EventEnvelope } from "@yardstick/pipeline";

export interface AlertChanged {
  readonly data: AlertChangedV1;
  readonly envelope: EventEnvelope;
  /** The event's JSON as it stands in the log. */
  readonly body: Uint8Array;
}

export function decodeAlertChanged(record: LogRecord): Decoded<AlertChanged> {
  const decoded = decodeEvent(record, { [EVENTS.alertChanged.type]: alertChangedV1 });
  if (decoded.kind !== "decoded") return decoded;
  const { data, envelope } = decoded.value;
  const value = { data, envelope, body: record.value ?? new Uint8Array() };
  return { kind: "decoded", value, submissionId: data.alert.submissionId };
}
