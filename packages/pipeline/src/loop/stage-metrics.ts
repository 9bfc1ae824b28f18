import type { EventLog } from "@yardstick/event-log";
import { type Metrics, metricName, systemSleep } from "@yardstick/runtime";
import type { Stage } from "../stage/stage.ts";

export interface StageMetrics {
  batchDone(records: number, seconds: number, nowMs: number): void;
  retried(code: string): void;
  deadLettered(code: string): void;
  parked(partitions: number): void;
}

export interface StageMetricsOptions {
  readonly stage: Pick<Stage<unknown>, "name" | "group" | "topics">;
  readonly metrics: Metrics;
  readonly eventLog: EventLog;
}

/** A scrape must answer although the log does not. */
const LAG_TIMEOUT_MS = 2_000;

export function createStageMetrics({ stage, metrics, eventLog }: StageMetricsOptions): StageMetrics {
  const name = (rest: string) => metricName(stage.name, rest);
  const records = metrics.counter({ name: name("records_total"), help: "Records handled and committed." });
  const batches = metrics.counter({ name: name("batches_total"), help: "Batches handled and committed." });
  const seconds = metrics.histogram({ name: name("batch_seconds"), help: "From taking a batch to its commit." });
  const retries = metrics.counter({ name: name("retries_total"), help: "Retries of a step.", labels: ["code"] });
  const letters = metrics.counter({ name: name("dead_letters_total"), help: "Dead letters.", labels: ["code"] });
  const commit = metrics.gauge({
    name: name("last_commit_timestamp_seconds"),
    help: "When a batch was last committed.",
  });
  const parked = metrics.gauge({ name: name("parked_partitions"), help: "Partitions that wait for a person." });
  metrics.gauge({
    name: name("lag_records"),
    help: "Records that are not committed yet, as of the scrape.",
    labels: ["topic"],
    collect: async (gauge) => {
      const timer = new AbortController();
      const lags = await Promise.race([
        eventLog.lag(stage.group, stage.topics).catch(() => null),
        systemSleep(LAG_TIMEOUT_MS, timer.signal).then(() => null),
      ]);
      timer.abort();
      // Without an answer the last value stands; that the log is away is what readiness says.
      for (const topic of lags === null ? [] : stage.topics) {
        const own = lags?.filter((lag) => lag.topic === topic) ?? [];
        gauge.set(
          { topic },
          own.reduce((sum, { lag }) => sum + lag, 0),
        );
      }
    },
  });
  return {
    batchDone: (count, took, nowMs) => {
      records.inc(count);
      batches.inc();
      seconds.observe(took);
      commit.set(nowMs / 1_000);
    },
    retried: (code) => retries.inc({ code }),
    deadLettered: (code) => letters.inc({ code }),
    parked: (partitions) => parked.set(partitions),
  };
}
