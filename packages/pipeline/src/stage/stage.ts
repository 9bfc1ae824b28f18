import type { LogRecord } from "@yardstick/event-log";
import type { Clock, Logger } from "@yardstick/runtime";
import type { Warehouse } from "@yardstick/warehouse";
import type { BatchResult } from "./batch-result.ts";
import type { Decoded, DecodedRecord } from "./decoded.ts";

/** One consumer of the log: what it reads and what it decides. `runStage` does everything else. */
export interface Stage<T> {
  /** Names its metrics, log lines and dead letters: validator, aggregator-store, deliver-webhook. */
  readonly name: string;
  /** Consumer group. It begins with the topics' prefix: two deployments on one broker must not share a group. */
  readonly group: string;
  /** Names with their prefix. */
  readonly topics: readonly string[];
  /** Reads one record's bytes and brings older versions up to date. Synchronous and pure. */
  decode(record: LogRecord): Decoded<T>;
  /**
   * Decides about the readable records of one batch, in offset order, all from one partition; there is at least one.
   * It may read through `context` and is called again after a transient error, so it changes nothing by itself.
   */
  handle(records: readonly DecodedRecord<T>[], context: StageContext): Promise<BatchResult> | BatchResult;
}

export interface StageContext {
  readonly topic: string;
  readonly partition: number;
  /** For reading what the decision rests on. */
  readonly warehouse: Pick<Warehouse, "query">;
  readonly clock: Clock;
  /** Carries stage, topic, partition and the batch's submission ids. */
  readonly logger: Logger;
  /** Aborts when the batch has to be let go. */
  readonly signal: AbortSignal;
}
