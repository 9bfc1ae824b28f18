import { EVENTS, type LogPosition } from "@yardstick/contracts";
import type { LogRecord } from "@yardstick/event-log";
import { type DecodedRecord, deriveEventId, encodeEvent, type Publication } from "@yardstick/pipeline";
import { finding } from "@yardstick/submissions";
import { type DecisionRules, decideSubmission, type SubmissionDecision } from "./decide-submission.ts";
import type { ReceivedRecord } from "./decode-received-record.ts";

export interface HandlerOptions extends DecisionRules {
  readonly topicPrefix: string;
  /** Largest value of an event; a record has headers beside it. */
  readonly maxEventBytes: number;
}

/** One record to the one event that answers it. Its id is derived from where the record stands, so a replay repeats it. */
export function handleSubmissionReceived(
  { record, value: received }: DecodedRecord<ReceivedRecord>,
  options: HandlerOptions,
): Publication {
  const { envelope } = received;
  const decision = decideSubmission(
    {
      submissionId: envelope.id,
      ceSource: envelope.source,
      recordKey: record.key,
      value: received.value,
      received: positionOf(record),
    },
    options,
  );
  const publication = publicationOf(decision, { record, received, topicPrefix: options.topicPrefix });
  if (publication.value.length <= options.maxEventBytes) return publication;
  const { topicPrefix } = options;
  return publicationOf(tooLarge(decision, publication.value.length, options), { record, received, topicPrefix });
}

function positionOf({ timestampMs, partition, offset }: LogRecord): LogPosition {
  return { at: new Date(timestampMs).toISOString(), partition, offset };
}

function publicationOf(
  { outcome, event }: SubmissionDecision,
  { record, received, topicPrefix }: { record: LogRecord; received: ReceivedRecord; topicPrefix: string },
): Publication {
  const { envelope } = received;
  const { type, topic } = outcome === "validated" ? EVENTS.submissionValidated : EVENTS.submissionRejected;
  const { headers, value } = encodeEvent({
    id: deriveEventId(type, envelope.source, envelope.id, String(record.partition), record.offset),
    type,
    source: envelope.source,
    time: event.received.at,
    data: event,
    correlationId: envelope.id,
    traceparent: envelope.traceparent,
    authId: envelope.authId,
  });
  return { topic: `${topicPrefix}${topic}`, key: envelope.source, headers, value };
}

/** Normalised rows say more than sent ones; what does not fit into a record is refused, since a submission is never split. */
function tooLarge({ event }: SubmissionDecision, bytes: number, { maxEventBytes }: HandlerOptions): SubmissionDecision {
  const { submissionId, source, mode, contentSha256, received, rows } = event;
  const found = finding("EVENT_TOO_LARGE", {
    field: null,
    zh: `规范化后共 ${bytes} 字节,上限为 ${maxEventBytes} 字节;请分批提交。`,
    en: `Normalised, the rows have ${bytes} bytes, at most ${maxEventBytes} fit: send them in parts.`,
  });
  const issues = [{ ...found, row: null, coordinate: null }];
  const issueCounts = { [found.code]: 1 };
  return {
    outcome: "rejected",
    event: { submissionId, source, mode, contentSha256, received, rows, issues, issueCounts },
  };
}
