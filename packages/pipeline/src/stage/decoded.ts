import type { LogRecord } from "@yardstick/event-log";

/** What became of one record's bytes. */
export type Decoded<T> =
  | {
      readonly kind: "decoded";
      readonly value: T;
      /** Stands on the log lines of the batch. */
      readonly submissionId?: string;
    }
  /** Nobody can read it: it goes to the dead letters. `code` is bounded, `reason` is for a person. */
  | { readonly kind: "unreadable"; readonly code: string; readonly reason: string }
  /** Readable, and none of this stage's business. */
  | { readonly kind: "ignored" };

export interface DecodedRecord<T> {
  readonly record: LogRecord;
  readonly value: T;
}
