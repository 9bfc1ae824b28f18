import { createMemoryEventLog, type EventLog, type NewRecord } from "@yardstick/event-log";
import { createLogger, createManualClock, createMetrics } from "@yardstick/runtime";
import type { Warehouse } from "@yardstick/warehouse";
import type { PipelineLimits } from "../pipeline-config.ts";
import { type RunningStage, runStage } from "../run-stage.ts";
import type { Stage } from "../stage/stage.ts";

/** Text records on one partition of topic `in`; `out` and `dead` take what the stage writes. */
export const TEST_STAGE: Pick<Stage<string>, "name" | "group" | "topics" | "decode"> = {
  name: "test-stage",
  group: "group",
  topics: ["in"],
  decode: (record) => {
    const text = new TextDecoder().decode(record.value ?? undefined);
    if (text.startsWith("bad")) return { kind: "unreadable", code: "VALUE_NOT_JSON", reason: `cannot read ${text}` };
    return text === "other" ? { kind: "ignored" } : { kind: "decoded", value: text, submissionId: `s-${text}` };
  },
};

export const TEST_LIMITS: PipelineLimits = {
  batchRecords: 100,
  batchBytes: 1_048_576,
  batchDeadlineMs: 20_000,
  retryInitialMs: 100,
  retryMaxMs: 1_000,
  retryDeadlineMs: 5_000,
  deadLetterLimit: 3,
  deadLetterWindowMs: 60_000,
  concurrency: 4,
};

/**
 * A memory log, a warehouse that writes down what it is told, and a stage over both that can be started again and
 * again. `journal` holds every act in its order.
 */
export async function createStageHarness() {
  const clock = createManualClock();
  const journal: string[] = [];
  const lines: string[] = [];
  const metrics = createMetrics();
  const logger = createLogger({ service: "test", level: "debug", stream: { write: (line) => void lines.push(line) } });
  const memory = createMemoryEventLog({ clock, logger });
  const topic = { retentionMs: 86_400_000, maxMessageBytes: 4_096, replicationFactor: null };
  await memory.ensureTopics([
    { ...topic, name: "in", partitions: 1 },
    { ...topic, name: "in-four", partitions: 4 },
    { ...topic, name: "out", partitions: 1 },
    { ...topic, name: "dead", partitions: 1 },
  ]);
  const faults: { onPublish: (topic: string) => void; onInsert: (table: string) => void } = {
    onPublish: () => undefined,
    onInsert: () => undefined,
  };
  const eventLog: EventLog = {
    publish: async (name, records) => {
      faults.onPublish(name);
      journal.push(`publish ${name} x${records.length}`);
      return memory.publish(name, records);
    },
    subscribe: (options) => memory.subscribe(options),
    ensureTopics: (specs) => memory.ensureTopics(specs),
    lag: (group, topics) => memory.lag(group, topics),
    ping: (timeoutMs) => memory.ping(timeoutMs),
    close: () => memory.close(),
  };
  const warehouse = recordingWarehouse(journal, (table) => faults.onInsert(table));

  return {
    clock,
    journal,
    lines,
    metrics,
    faults,
    memory,
    send: (name: string, ...texts: string[]) => memory.publish(name, texts.map(textRecord)),
    start: (
      handle: Stage<string>["handle"],
      overrides: Partial<Stage<string>> = {},
      limits: Partial<PipelineLimits> = {},
    ): Promise<RunningStage> =>
      runStage({
        stage: { ...TEST_STAGE, handle, ...overrides },
        eventLog,
        warehouse,
        deadLetterTopic: "dead",
        limits: { ...TEST_LIMITS, ...limits },
        clock,
        logger,
        metrics,
        sleep: clock.sleep,
        step: ({ name, target }) => void journal.push(`step ${name}${target === "" ? "" : ` ${target}`}`),
      }),
    /** Records of the test's group that are not committed. */
    lag: async (name = "in") => (await memory.lag("group", [name])).reduce((sum, { lag }) => sum + lag, 0),
  };
}

export function textRecord(text: string): NewRecord {
  return { key: text, value: new TextEncoder().encode(text), headers: { ce_id: text } };
}

export function transientError(code = "WAREHOUSE_UNAVAILABLE"): Error {
  return Object.assign(new Error("away"), { code, disposition: "retry" });
}

function recordingWarehouse(journal: string[], onInsert: (table: string) => void): Warehouse {
  return {
    insert: async (table, _columns, rows) => {
      onInsert(table);
      journal.push(`insert ${table} x${rows.length}`);
    },
    command: async (sql) => void journal.push(`command ${sql}`),
    query: async () => [],
    ping: async () => undefined,
    close: async () => undefined,
  };
}
