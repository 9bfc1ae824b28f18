import { EVENTS, type SubmissionBody } from "@yardstick/contracts";
import { type EventLog, EventLogError } from "@yardstick/event-log";
import { encodeEvent } from "@yardstick/pipeline";
import type { HttpProblem } from "@yardstick/runtime";
import { bilingualProblem } from "./bilingual-problem.ts";

export interface NewSubmission {
  readonly submissionId: string;
  readonly body: SubmissionBody;
  /** The value of the record: the body as it was received, where it came as JSON. */
  readonly bytes: Uint8Array;
  readonly receivedAtMs: number;
  readonly traceparent: string | undefined;
  /** The key that it came with; null where none was shown. */
  readonly keyId: string | null;
}

/** Appends the submission; resolves when the log has it safe. A problem says whether the sender should try again. */
export async function publishSubmission(
  eventLog: EventLog,
  topicPrefix: string,
  submission: NewSubmission,
): Promise<void> {
  const { submissionId, body, bytes, receivedAtMs, traceparent, keyId } = submission;
  const { headers, value } = encodeEvent({
    id: submissionId,
    type: EVENTS.submissionReceived.type,
    source: body.source,
    time: new Date(receivedAtMs).toISOString(),
    data: bytes,
    correlationId: submissionId,
    traceparent,
    authId: keyId,
  });
  try {
    const record = { key: body.source, value, headers };
    await eventLog.publish(`${topicPrefix}${EVENTS.submissionReceived.topic}`, [record]);
  } catch (error) {
    throw problemOf(error, bytes.length) ?? error;
  }
}

function problemOf(cause: unknown, bytes: number): HttpProblem | null {
  if (!(cause instanceof EventLogError)) return null;
  if (cause.code === "RECORD_TOO_LARGE") {
    return bilingualProblem({
      status: 413,
      code: "BODY_TOO_LARGE",
      zh: `作为一条记录，该批数据有 ${bytes} 字节，超过日志的上限；请分批报送。`,
      en: `As a record the submission has ${bytes} bytes, more than the log takes: send it in parts.`,
      cause,
    });
  }
  return bilingualProblem({
    status: 503,
    code: "LOG_UNAVAILABLE",
    zh: "事件日志暂时不接收数据；同一请求（最好带 Idempotency-Key）可以稍后重发。",
    en: "The event log does not take submissions at the moment. The same request, best with an Idempotency-Key, may be sent again.",
    headers: { "retry-after": "5" },
    cause,
  });
}
