import type { EventLogDeps } from "../event-log-deps.ts";
import type { LogStore } from "./log-store.ts";
import { retentionCut } from "./retention-cut.ts";

const STEP_INTERVAL_MS = 60_000;
/** A step that met its bound goes on soon, after whatever waited behind it. */
const NEXT_STEP_MS = 100;
const MAX_RECORDS_PER_PARTITION_AND_STEP = 1_000;

/** Deletes expired records in bounded steps until the answered function is called. */
export function startRetention(store: LogStore, { clock, logger }: EventLogDeps): () => void {
  let timer: NodeJS.Timeout;
  const schedule = (ms: number) => {
    timer = setTimeout(() => {
      try {
        const isDone = deleteExpired(store, clock.nowMs());
        schedule(isDone ? STEP_INTERVAL_MS : NEXT_STEP_MS);
      } catch (error) {
        logger.error({ err: error }, "retention of the event log failed, it is tried again");
        schedule(STEP_INTERVAL_MS);
      }
    }, ms);
    // Retention alone keeps no process alive.
    timer.unref();
  };
  schedule(NEXT_STEP_MS);
  return () => clearTimeout(timer);
}

/** One step over all partitions; false when some have more to delete. */
export function deleteExpired(store: LogStore, nowMs: number): boolean {
  let isDone = true;
  for (const topic of store.topicNames()) {
    for (let partition = 0; partition < (store.topic(topic)?.partitions ?? 0); partition += 1) {
      const offset = retentionCut(store, { topic, partition, nowMs });
      const limit = MAX_RECORDS_PER_PARTITION_AND_STEP;
      if (store.deleteBelow({ topic, partition, offset }, limit) === limit) isDone = false;
    }
  }
  return isDone;
}
