import type { LogRecord, NewRecord } from "@yardstick/event-log";
import type { QueryParams, QuerySettings } from "@yardstick/warehouse";

/** What a handler has decided about a batch. It does none of it: the loop does. */
export type BatchResult = BatchDone | BatchNotYet;

export interface BatchDone {
  readonly kind: "done";
  /** Run one after the other in this order, before anything is published. Inserts without rows are left out. */
  readonly inserts?: readonly WarehouseWrite[];
  /** Appended in this order, after every insert is durable; neighbours of one topic go in one call. */
  readonly publishes?: readonly Publication[];
  /** What can only be read once the inserts are there, such as the outcome of an INSERT ... SELECT. After `publishes`. */
  readonly thenPublish?: () => Promise<readonly Publication[]>;
  readonly deadLetters?: readonly DeadLetter[];
  /** Written last of all: who reads a receipt may rely on everything else being there. */
  readonly receipts?: readonly TableInsert[];
  /**
   * Asked once all of the above is durable: whether what was decided still holds beside what others have written in the
   * meantime. Answers one more round, which is carried out in the same order, or null; then the batch is committed.
   */
  readonly afterwards?: () => Promise<BatchDone | null>;
}

/** What the batch rests on is not visible yet (a lagging replica): the handler is asked again, with the waits of a retry. */
export interface BatchNotYet {
  readonly kind: "not_yet";
  readonly reason: string;
}

export type WarehouseWrite = TableInsert | WarehouseCommand;

export interface TableInsert {
  readonly table: string;
  readonly columns: readonly string[];
  /** Arrays in the order of the columns, or text in JSONCompactEachRow. */
  readonly rows: readonly (readonly unknown[])[] | string;
}

/** A statement that writes, such as INSERT ... SELECT. It must be repeatable. */
export interface WarehouseCommand {
  readonly sql: string;
  readonly params?: QueryParams;
  readonly settings?: QuerySettings;
}

export interface Publication extends NewRecord {
  /** Name of the topic with its prefix. */
  readonly topic: string;
}

/** A record that could be decoded and still means nothing. */
export interface DeadLetter {
  readonly record: LogRecord;
  readonly code: string;
  readonly reason: string;
}
