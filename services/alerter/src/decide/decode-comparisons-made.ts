import { type ComparisonsMadeV1, comparisonsMadeV1, EVENTS } from "@yardstick/contracts";
import type { LogRecord } from "@yardstick/event-log";
import { type Decoded, decodeEvent } from "@yardstick/pipeline";

export interface ComparisonsMade {
  readonly data: ComparisonsMadeV1;
  readonly traceparent: string | null;
}

export function decodeComparisonsMade(record: LogRecord): Decoded<ComparisonsMade> {
  const decoded = decodeEvent(record, { [EVENTS.comparisonsMade.type]: comparisonsMadeV1 });
  if (decoded.kind !== "decoded") return decoded;
  const { data, envelope } = decoded.value;
  return {
    kind: "decoded",
    value: { data, traceparent: envelope.traceparent },
    submissionId: data.cause.submissionId,
  };
}
