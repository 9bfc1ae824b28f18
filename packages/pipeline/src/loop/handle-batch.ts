import type { EventLog, LogRecord, NewRecord } from "@yardstick/event-log";
import { type Clock, codeOf, type Logger, type Sleep } from "@yardstick/runtime";
import type { Warehouse } from "@yardstick/warehouse";
import type { PipelineLimits } from "../pipeline-config.ts";
import { PipelineError } from "../pipeline-error.ts";
import type { BatchDone, DeadLetter, Publication, TableInsert, WarehouseWrite } from "../stage/batch-result.ts";
import type { DecodedRecord } from "../stage/decoded.ts";
import type { Stage, StageContext } from "../stage/stage.ts";
import type { StepHook, StepName } from "../stage/step.ts";
import { deadLetterRecord, withoutOriginal } from "./dead-letter-record.ts";
import type { DeadLetterWindow } from "./dead-letter-window.ts";
import { retrying } from "./retrying.ts";
import type { StageMetrics } from "./stage-metrics.ts";

export interface BatchInHand {
  readonly topic: string;
  readonly partition: number;
  readonly records: readonly LogRecord[];
  readonly signal: AbortSignal;
}

export interface BatchTools<T> {
  readonly stage: Stage<T>;
  readonly eventLog: EventLog;
  readonly warehouse: Warehouse;
  readonly deadLetterTopic: string;
  readonly deadLetters: DeadLetterWindow;
  readonly limits: PipelineLimits;
  readonly metrics: StageMetrics;
  readonly clock: Clock;
  readonly sleep: Sleep;
  readonly logger: Logger;
  readonly step: StepHook;
  /** Whether a batch that has to be let go may still be finished, because the stage drains. */
  draining(): boolean;
}

/**
 * Takes one batch through decode, handle, insert, publish, dead-letter and receipts. When it resolves, everything is
 * acknowledged and the batch may be committed. A throw leaves it open what was written: the batch comes again.
 */
export async function handleBatch<T>(batch: BatchInHand, tools: BatchTools<T>): Promise<void> {
  const { records, letters, submissionIds } = decodeRecords(batch.records, tools.stage);
  const logger = tools.logger.child({ topic: batch.topic, partition: batch.partition, submissionIds });
  const hands = createHands(batch, tools, logger);
  await hands.at("decoded");

  const first = records.length === 0 ? NOTHING : await hands.decide(records);
  await hands.at("handled");

  let round: BatchDone | null = { ...first, deadLetters: [...letters, ...(first.deadLetters ?? [])] };
  while (round !== null) round = await carryOut(round, hands);
  logger.debug({ records: batch.records.length, firstOffset: batch.records[0]?.offset }, "batch done");
}

/** Puts one record to the dead letters although it is not done; it counts towards no limit. */
export async function buryRecord<T>(letter: DeadLetter, batch: BatchInHand, tools: BatchTools<T>): Promise<void> {
  await createHands(batch, tools, tools.logger).buryOne(letter);
}

/** One round of a batch, and what it wants to do after it. */
async function carryOut(
  round: BatchDone,
  hands: Omit<ReturnType<typeof createHands>, "decide">,
): Promise<BatchDone | null> {
  for (const write of round.inserts ?? []) await hands.write(write, "inserted");
  await hands.publish(round.publishes ?? []);
  if (round.thenPublish !== undefined) await hands.publish(await hands.retry(round.thenPublish));
  await hands.bury(round.deadLetters ?? []);
  for (const receipt of round.receipts ?? []) await hands.write(receipt, "receipts-written");
  return round.afterwards === undefined ? null : await hands.retry(round.afterwards);
}

const NOTHING: BatchDone = { kind: "done" };

function decodeRecords<T>(records: readonly LogRecord[], stage: Stage<T>) {
  const readable: DecodedRecord<T>[] = [];
  const letters: DeadLetter[] = [];
  const submissionIds = new Set<string>();
  for (const record of records) {
    const decoded = stage.decode(record);
    if (decoded.kind === "unreadable") letters.push({ record, code: decoded.code, reason: decoded.reason });
    if (decoded.kind !== "decoded") continue;
    readable.push({ record, value: decoded.value });
    if (decoded.submissionId !== undefined) submissionIds.add(decoded.submissionId);
  }
  return { records: readable, letters, submissionIds: [...submissionIds] };
}

/** The acts of the loop on one batch, each with its retries and its step. */
function createHands<T>(batch: BatchInHand, tools: BatchTools<T>, logger: Logger) {
  const { stage, eventLog, warehouse, limits, clock, sleep, metrics } = tools;
  const { topic, partition, signal } = batch;
  const context: StageContext = { topic, partition, warehouse, clock, logger, signal };
  const deadlineMs = clock.nowMs() + limits.retryDeadlineMs;
  const onRetry = (error: unknown, waitMs: number) => {
    metrics.retried(codeOf(error));
    logger.warn({ err: error, code: codeOf(error), waitMs }, `${stage.name} waits and tries again`);
  };

  const retry = <Result>(action: () => Promise<Result>): Promise<Result> => {
    if (signal.aborted && !tools.draining())
      throw new PipelineError("BATCH_LET_GO", `${stage.name} let go of a batch.`);
    return retrying({ clock, sleep, signal, limits, deadlineMs, onRetry }, action);
  };
  const at = async (name: StepName, target = ""): Promise<void> => {
    await tools.step({
      name,
      stage: stage.name,
      topic,
      partition,
      firstOffset: batch.records[0]?.offset ?? "0",
      target,
    });
  };
  const append = async (target: string, records: readonly NewRecord[]): Promise<void> => {
    await retry(() => eventLog.publish(target, records));
  };

  const buryOne = async ({ record, code, reason }: DeadLetter): Promise<void> => {
    const letter = deadLetterRecord(record, { stage: stage.name, code, reason });
    await append(tools.deadLetterTopic, [letter]).catch((error: unknown) => {
      if (codeOf(error) !== "RECORD_TOO_LARGE") throw error;
      return append(tools.deadLetterTopic, [withoutOriginal(record, letter)]);
    });
    metrics.deadLettered(code);
    logger.warn({ code, reason, offset: record.offset }, `${stage.name} put a record to the dead letters`);
  };

  return {
    at,
    retry,
    buryOne,
    decide: (records: readonly DecodedRecord<T>[]): Promise<BatchDone> =>
      retry(async () => {
        const result = await stage.handle(records, context);
        if (result.kind === "not_yet") throw new PipelineError("NOT_YET", result.reason);
        return result;
      }),
    write: async (write: WarehouseWrite, step: StepName): Promise<void> => {
      if ("sql" in write) {
        await retry(() => warehouse.command(write.sql, write.params, write.settings));
      } else if (hasRows(write)) {
        await retry(() => warehouse.insert(write.table, write.columns, write.rows));
      } else return;
      await at(step, "sql" in write ? "" : write.table);
    },
    publish: async (publications: readonly Publication[]): Promise<void> => {
      for (const { target, records } of runsOfOneTopic(publications)) {
        await append(target, records);
        await at("published", target);
      }
    },
    bury: async (letters: readonly DeadLetter[]): Promise<void> => {
      tools.deadLetters.admit(letters.length, clock.nowMs());
      // One by one: together they could be larger than the log takes in one go.
      for (const letter of letters) await buryOne(letter);
      if (letters.length > 0) await at("dead-lettered", tools.deadLetterTopic);
    },
  };
}

function hasRows({ rows }: TableInsert): boolean {
  return rows.length > 0;
}

/** Neighbours of one topic together, in their order. */
function runsOfOneTopic(publications: readonly Publication[]): { target: string; records: NewRecord[] }[] {
  const runs: { target: string; records: NewRecord[] }[] = [];
  for (const { topic, key, value, headers } of publications) {
    const last = runs.at(-1);
    if (last?.target === topic) last.records.push({ key, value, headers });
    else runs.push({ target: topic, records: [{ key, value, headers }] });
  }
  return runs;
}
