import { EVENTS } from "@yardstick/contracts";
import type { LogRecord } from "@yardstick/event-log";
import type { BatchResult, Decoded, DecodedRecord } from "@yardstick/pipeline";
import { dateTimeText } from "@yardstick/warehouse";

/** What the headers of a dead letter say; its bytes stay in the log. */
export interface DeadLetter {
  readonly submissionId: string;
  readonly source: string;
  readonly stage: string;
  readonly code: string;
  readonly reason: string;
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
}

/** Never unreadable: what a header does not say is empty or zero, since a dead letter has no place to go to. */
export function decodeDeadLetter({ headers }: LogRecord): Decoded<DeadLetter> {
  const { dl_partition: partition = "", dl_offset: offset = "" } = headers;
  const isSubmission = headers.ce_type === EVENTS.submissionReceived.type;
  const submissionId = headers.ce_correlationid ?? (isSubmission ? headers.ce_id : undefined) ?? "";
  const value = {
    submissionId,
    source: headers.ce_source ?? "",
    stage: headers.dl_stage ?? "",
    code: headers.dl_code ?? "",
    reason: headers.dl_reason ?? "",
    topic: headers.dl_topic ?? "",
    partition: /^\d{1,5}$/.test(partition) ? Math.min(Number(partition), 65_535) : 0,
    offset: /^\d{1,19}$/.test(offset) ? offset : "0",
  };
  return { kind: "decoded", value, submissionId };
}

/** Lists dead letters where receipts and operators look for them. */
export function handleDeadLetters(records: readonly DecodedRecord<DeadLetter>[]): BatchResult {
  return {
    kind: "done",
    inserts: [
      {
        table: "dead_letters",
        columns: ["submission_id", "source", "stage", "code", "reason", "topic", "partition", "offset", "known_at"],
        rows: records.map(({ record, value }) => [
          value.submissionId,
          value.source,
          value.stage,
          value.code,
          value.reason,
          value.topic,
          value.partition,
          value.offset,
          dateTimeText(new Date(record.timestampMs)),
        ]),
      },
    ],
  };
}
