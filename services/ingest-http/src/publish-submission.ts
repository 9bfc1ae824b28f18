import { EVENTS, type SubmissionBody } from "@yardstick/contracts";
import { type EventLog, EventLogError } from "@yardstick/event-log";
import { encodeEvent } from "@yardstick/pipeline";
import { HttpProblem } from "@yardstick/runtime";

export interface NewSubmission {
  readonly submissionId: string;
  readonly body: SubmissionBody;
  /** The value of the record: the body as it was received, where it came as JSON. */
  readonly bytes: Uint8Array;
  readonly receivedAtMs: number;
  readonly traceparent: string | undefined;
}

/** Appends the submission; resolves when the log has it safe. A problem says whether the sender should try again. */
export async function publishSubmission(
  eventLog: EventLog,
  topicPrefix: string,
  submission: NewSubmission,
): Promise<void> {
  const { submissionId, body, bytes, receivedAtMs, traceparent } = submission;
  const { headers, value } = encodeEvent({
    id: submissionId,
    type: EVENTS.submissionReceived.type,
    source: body.source,
    time: new Date(receivedAtMs).toISOString(),
    data: bytes,
    correlationId: submissionId,
    traceparent,
  });
  try {
    await eventLog.publish(`${topicPrefix}${EVENTS.submissionReceived.topic}`, [{ key: body.source, value, headers }]);
  } catch (error) {
    throw problemOf(error, bytes.length) ?? error;
  }
}

function problemOf(cause: unknown, bytes: number): HttpProblem | null {
  if (!(cause instanceof EventLogError)) return null;
  if (cause.code === "RECORD_TOO_LARGE") {
    const detail = `As a record the submission has ${bytes} bytes, more than the log takes: send it in parts.`;
    return new HttpProblem({ status: 413, code: "BODY_TOO_LARGE", detail, cause });
  }
  return new HttpProblem({
    status: 503,
    code: "LOG_UNAVAILABLE",
    detail:
      "The event log does not take submissions at the moment. The same request, best with an Idempotency-Key, may be sent again.",
    headers: { "retry-after": "5" },
    cause,
  });
}
