import type { BatchProgress, LogRecord, RecordBatch } from "@yardstick/event-log";
import { codeOf, dispositionOf } from "@yardstick/runtime";
import type { Step } from "../stage/step.ts";
import { type CrashMark, crashMarkOf, judgeCrash, progressAfterSuccess } from "./crash-mark.ts";
import { type BatchTools, buryRecord, handleBatch } from "./handle-batch.ts";

/** A partition that waits for a person, because one of its records has crashed the stage three times. */
export interface ParkedPartition {
  readonly topic: string;
  readonly partition: number;
  /** Of the record at fault: the first that is not committed. */
  readonly offset: string;
  /** Of the last crash. */
  readonly code: string;
  readonly reason: string;
  readonly sinceMs: number;
}

export interface PartitionLoop {
  /** Answers how far the batch got; the event log commits exactly that. */
  handle(batch: RecordBatch): Promise<BatchProgress>;
  parked(): readonly ParkedPartition[];
  /** Tells the `committed` step of what is durable by now, because the subscription is closed. */
  settle(): Promise<void>;
}

/** The code of the dead letter that a parked record leaves, so that its receipt can say so. */
export const PARKED_CODE = "PARKED";

/**
 * Crashes that say nothing about the record in hand: it must not be parked for them. The stage goes down without
 * having committed anything, and starts again where it was.
 */
const NOT_THE_RECORDS_FAULT: ReadonlySet<string> = new Set([
  "DEAD_LETTER_LIMIT",
  "LOG_CLOSED",
  "OFFSET_LOST",
  "UNKNOWN_TOPIC",
  "TOPIC_MISMATCH",
  "WAREHOUSE_CLOSED",
  "SCHEMA_AHEAD",
]);

/** `crash` is told once the offset and the count of crashes are about to be committed: the stage then goes down. */
export function createPartitionLoop<T>(tools: BatchTools<T>, crash: (error: unknown) => void): PartitionLoop {
  const parked = new Map<string, ParkedPartition>();
  const uncommitted = new Map<string, Step>();
  const slow = new Map<string, CrashMark>();

  async function handle(batch: RecordBatch): Promise<BatchProgress> {
    const place = `${batch.topic}/${batch.partition}`;
    await tellCommitted(place);
    if (parked.delete(place)) tools.metrics.parked(parked.size);
    const mark = crashMarkOf(batch.committedMetadata, batch.records) ?? slowMarkOf(slow.get(place), batch.records);
    const records = mark === null ? batch.records : batch.records.slice(0, 1);
    const startMs = tools.clock.nowMs();
    try {
      await handleBatch({ ...batch, records }, tools);
    } catch (error) {
      return await answerError(error, { batch, place, mark, records });
    }
    const nowMs = tools.clock.nowMs();
    tools.metrics.batchDone(records.length, (nowMs - startMs) / 1_000, nowMs);
    slow.delete(place);
    uncommitted.set(place, committedStep(tools.stage.name, batch));
    return progressAfterSuccess(mark, records);
  }

  async function answerError(error: unknown, held: HeldBatch): Promise<BatchProgress> {
    const { batch, place, mark, records } = held;
    const code = codeOf(error);
    if (batch.signal.aborted) {
      // Too slow as a whole: the next delivery goes record by record, so that it gets on.
      if (!tools.draining()) slow.set(place, { offset: frontOf(records), until: lastOf(records), crashes: 0, code });
      tools.logger.warn({ err: error, place, offset: frontOf(records) }, `${tools.stage.name} lets go of a batch`);
      throw error;
    }
    if (dispositionOf(error) === "retry" || NOT_THE_RECORDS_FAULT.has(code)) throw error;
    const verdict = judgeCrash(mark, records, code);
    const { kind, crashes, progress } = verdict;
    const at = { err: error, place, offset: progress.nextOffset, crashes, code };
    if (kind === "crash") {
      tools.logger.error(at, `${tools.stage.name} crashes on ${records.length} records`);
      crash(error);
      return progress;
    }
    const reason = error instanceof Error ? error.message : String(error);
    await park({ batch, place, code, reason });
    tools.logger.error(at, `${tools.stage.name} parks ${place}: a record has crashed it ${crashes} times`);
    return progress;
  }

  async function park({
    batch,
    place,
    code,
    reason,
  }: {
    batch: RecordBatch;
    place: string;
    code: string;
    reason: string;
  }) {
    const record = batch.records[0];
    if (record === undefined) return;
    await buryRecord({ record, code: PARKED_CODE, reason: `${code}: ${reason}` }, batch, tools);
    const { topic, partition } = batch;
    parked.set(place, { topic, partition, offset: record.offset, code, reason, sinceMs: tools.clock.nowMs() });
    tools.metrics.parked(parked.size);
  }

  async function tellCommitted(place: string): Promise<void> {
    const step = uncommitted.get(place);
    uncommitted.delete(place);
    if (step !== undefined) await tools.step(step);
  }

  return {
    handle,
    parked: () => [...parked.values()],
    settle: async () => {
      for (const place of [...uncommitted.keys()]) await tellCommitted(place);
    },
  };
}

interface HeldBatch {
  readonly batch: RecordBatch;
  readonly place: string;
  readonly mark: CrashMark | null;
  /** What of the batch was handled: all of it, or its first record. */
  readonly records: readonly LogRecord[];
}

function slowMarkOf(mark: CrashMark | undefined, records: readonly LogRecord[]): CrashMark | null {
  return mark !== undefined && mark.offset === frontOf(records) ? mark : null;
}

function committedStep(stage: string, { topic, partition, records }: RecordBatch): Step {
  return { name: "committed", stage, topic, partition, firstOffset: frontOf(records), target: "" };
}

function frontOf(records: readonly LogRecord[]): string {
  return records[0]?.offset ?? "0";
}

function lastOf(records: readonly LogRecord[]): string {
  return records.at(-1)?.offset ?? "0";
}
