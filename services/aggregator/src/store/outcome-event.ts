import {
  EVENTS,
  type SubmissionRejectedV1,
  type SubmissionValidatedV1,
  submissionRejectedV1,
  submissionValidatedV1,
} from "@yardstick/contracts";
import type { LogRecord } from "@yardstick/event-log";
import { type Decoded, decodeEvent } from "@yardstick/pipeline";

/** What the validator said about a submission. */
export type OutcomeEvent = (
  | { readonly outcome: "validated"; readonly event: SubmissionValidatedV1 }
  | { readonly outcome: "rejected"; readonly event: SubmissionRejectedV1 }
) & {
  readonly traceparent: string | null;
  /** CloudEvents' `authid`: id of the key that it was sent with; empty where it was none. */
  readonly authId: string;
};

const SCHEMAS = {
  [EVENTS.submissionValidated.type]: submissionValidatedV1,
  [EVENTS.submissionRejected.type]: submissionRejectedV1,
} as const;

/** Reads a record of `submission-validated` or `submission-rejected`. */
export function decodeOutcomeEvent(record: LogRecord): Decoded<OutcomeEvent> {
  const decoded = decodeEvent(record, SCHEMAS);
  if (decoded.kind !== "decoded") return decoded;
  const { type, data, envelope } = decoded.value;
  const attributes = { traceparent: envelope.traceparent, authId: envelope.authId ?? "" };
  const value: OutcomeEvent =
    type === EVENTS.submissionValidated.type
      ? { outcome: "validated", event: data as SubmissionValidatedV1, ...attributes }
      : { outcome: "rejected", event: data as SubmissionRejectedV1, ...attributes };
  return { kind: "decoded", value, submissionId: data.submissionId };
}
