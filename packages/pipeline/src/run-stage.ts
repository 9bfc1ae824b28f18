import type { EventLog, Subscription } from "@yardstick/event-log";
import { type Clock, type Logger, type Metrics, type Sleep, systemSleep } from "@yardstick/runtime";
import type { Warehouse } from "@yardstick/warehouse";
import { createDeadLetterWindow } from "./loop/dead-letter-window.ts";
import type { BatchTools } from "./loop/handle-batch.ts";
import { createPartitionLoop, type ParkedPartition } from "./loop/partition-loop.ts";
import { createStageMetrics } from "./loop/stage-metrics.ts";
import type { PipelineLimits } from "./pipeline-config.ts";
import type { Stage } from "./stage/stage.ts";
import { noStep, type StepHook } from "./stage/step.ts";

export interface RunStageOptions<T> {
  readonly stage: Stage<T>;
  readonly eventLog: EventLog;
  readonly warehouse: Warehouse;
  /** Name with its prefix. Its `max.message.bytes` exceeds the others' by `DEAD_LETTER_HEADROOM_BYTES`. */
  readonly deadLetterTopic: string;
  readonly limits: PipelineLimits;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** Waits between retries. Default: `systemSleep`. */
  readonly sleep?: Sleep;
  /** Default: `noStep`. */
  readonly step?: StepHook;
}

export interface RunningStage {
  /** Rejects when the stage can no longer work, after its offsets are safe; resolves when it was closed. */
  readonly failed: Promise<void>;
  /** Partitions that a record has crashed three times, and that wait for a person. */
  parked(): readonly ParkedPartition[];
  /** Finishes and commits the batches in hand, then leaves the group. */
  close(): Promise<void>;
}

/**
 * Joins the stage's group and takes its batches through decode, handle, insert, publish, dead-letter, receipts and
 * commit, until it is closed or fails. DESIGN §6.
 */
export async function runStage<T>(options: RunStageOptions<T>): Promise<RunningStage> {
  const { stage, eventLog, limits, sleep = systemSleep } = options;
  const { promise: failed, resolve: end, reject: fail } = outcome();
  let draining = false;

  const tools: BatchTools<T> = {
    ...options,
    sleep,
    step: options.step ?? noStep,
    logger: options.logger.child({ stage: stage.name }),
    metrics: createStageMetrics({ stage, metrics: options.metrics, eventLog }),
    deadLetters: createDeadLetterWindow(stage.name, limits.deadLetterLimit, limits.deadLetterWindowMs),
    draining: () => draining,
  };
  const loop = createPartitionLoop(tools, (error) => {
    // Closing first makes the count of crashes durable; the wait is bounded, since the process has to go down anyway.
    const timer = new AbortController();
    const closed = opened.then((subscription) => subscription.close()).catch(() => undefined);
    void Promise.race([closed, systemSleep(limits.batchDeadlineMs, timer.signal)]).then(() => {
      timer.abort();
      fail(error);
    });
  });
  const opened: Promise<Subscription> = eventLog.subscribe({
    group: stage.group,
    topics: stage.topics,
    maxBatchRecords: limits.batchRecords,
    maxBatchBytes: limits.batchBytes,
    concurrency: limits.concurrency,
    batchDeadlineMs: limits.batchDeadlineMs,
    handle: loop.handle,
  });
  const subscription = await opened;
  subscription.failed.catch(fail);

  return {
    failed,
    parked: loop.parked,
    close: async () => {
      draining = true;
      await subscription.close();
      await loop.settle();
      end();
    },
  };
}

function outcome(): { promise: Promise<void>; resolve: () => void; reject: (error: unknown) => void } {
  let resolve: () => void = () => undefined;
  let reject: (error: unknown) => void = () => undefined;
  const promise = new Promise<void>((resolveIt, rejectIt) => {
    resolve = resolveIt;
    reject = rejectIt;
  });
  // A failure before anybody asks must not end the process as an error that reached nobody.
  promise.catch(() => undefined);
  return { promise, resolve, reject };
}
