import type { BatchProgress, RecordBatch } from "../event-log.ts";
import { EventLogError } from "../event-log-error.ts";
import { checkProgress } from "./check-progress.ts";

export interface HandOver {
  readonly batch: Omit<RecordBatch, "signal">;
  readonly handle: (batch: RecordBatch) => Promise<BatchProgress>;
  readonly batchDeadlineMs: number;
  /** Aborted when the subscription closes or the partition is taken away. */
  readonly released: AbortSignal;
  /** Called once when the deadline has passed and the handler still holds the batch. */
  readonly onDeadline?: () => void;
}

/**
 * Gives one batch to the handler and waits until it has settled, so that a partition is never in two handlers of a
 * process at once. Answers how far it got, or null when nothing may be committed because it let go of the batch: its
 * deadline passed, or it threw after its signal was aborted.
 *
 * A handler that goes on for another `batchDeadlineMs` after its signal has wedged its partition: `HANDLER_STUCK`.
 */
export async function handOverBatch(handOver: HandOver): Promise<BatchProgress | null> {
  const { batch, batchDeadlineMs, released } = handOver;
  const controller = new AbortController();
  const abort = () => controller.abort(released.reason);
  if (released.aborted) abort();
  released.addEventListener("abort", abort);
  let overdue = false;
  const deadline = setTimeout(() => {
    overdue = true;
    controller.abort(new Error(`The batch was held for longer than ${batchDeadlineMs} ms`));
    handOver.onDeadline?.();
  }, batchDeadlineMs);
  const stuck = rejectAfter(2 * batchDeadlineMs, batch);
  try {
    const progress = await Promise.race([handOver.handle({ ...batch, signal: controller.signal }), stuck.promise]);
    if (overdue) return null;
    checkProgress(batch.records, progress);
    return progress;
  } catch (error) {
    const isStuck = error instanceof EventLogError && error.code === "HANDLER_STUCK";
    if (controller.signal.aborted && !isStuck) return null;
    throw error;
  } finally {
    clearTimeout(deadline);
    stuck.cancel();
    released.removeEventListener("abort", abort);
  }
}

function rejectAfter(ms: number, batch: Omit<RecordBatch, "signal">): { promise: Promise<never>; cancel(): void } {
  let cancel = () => {};
  const promise = new Promise<never>((_, reject) => {
    const timer = setTimeout(() => {
      const where = `${batch.topic}/${batch.partition} at ${batch.records[0]?.offset}`;
      reject(new EventLogError("HANDLER_STUCK", `The handler of ${where} has not settled after ${ms} ms`));
    }, ms);
    cancel = () => clearTimeout(timer);
  });
  return { promise, cancel };
}
