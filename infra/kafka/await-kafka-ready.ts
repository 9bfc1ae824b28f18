import type { ChildProcess } from "node:child_process";
import { randomUUID } from "node:crypto";
import { type EventLog, kafkaSettings, openEventLog } from "@yardstick/event-log";

const READY_DEADLINE_MS = 60_000;
const TOPIC = "kafka-readiness";
const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/**
 * Resolves when a group has read a record that was just published: a broker that accepts connections still refuses
 * groups for a while ("coordinator is loading"). Throws when the process ends, or after a minute.
 */
export async function awaitKafkaReady(brokers: string, broker: ChildProcess): Promise<void> {
  const stop = new AbortController();
  const ended = new Promise<never>((_, reject) => {
    broker.once("error", reject);
    broker.once("exit", (code) => reject(new Error(`the process ended with ${code}`)));
    const deadline = AbortSignal.timeout(READY_DEADLINE_MS);
    deadline.addEventListener("abort", () => reject(new Error(`not ready within ${READY_DEADLINE_MS} ms`)));
  });
  try {
    await Promise.race([roundTripUntilDone(brokers, stop.signal), ended]);
  } finally {
    stop.abort();
  }
}

async function roundTripUntilDone(brokers: string, signal: AbortSignal): Promise<void> {
  for (;;) {
    signal.throwIfAborted();
    try {
      return await roundTrip(brokers);
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}

async function roundTrip(brokers: string): Promise<void> {
  const log = await openEventLog(
    { kafka: kafkaSettings([brokers], { clientId: TOPIC, publishDeadlineMs: 10_000 }), directory: null },
    { logger: quiet, clock: { nowMs: () => Date.now() } },
  );
  try {
    await log.ping(2_000);
    const [retentionMs, maxMessageBytes] = [3_600_000, 1_000_000];
    await log.ensureTopics([{ name: TOPIC, partitions: 1, retentionMs, maxMessageBytes, replicationFactor: null }]);
    await readBack(log);
  } finally {
    await log.close();
  }
}

async function readBack(log: EventLog): Promise<void> {
  const key = randomUUID();
  await log.publish(TOPIC, [{ key, value: new Uint8Array(), headers: {} }]);
  await new Promise<void>((resolve, reject) => {
    const subscribed = log.subscribe({
      group: TOPIC,
      topics: [TOPIC],
      maxBatchRecords: 100,
      maxBatchBytes: 1_000_000,
      concurrency: 1,
      batchDeadlineMs: 5_000,
      handle: async ({ records }) => {
        if (records.some((record) => record.key === key)) resolve();
        return { nextOffset: String(BigInt(records.at(-1)?.offset ?? "0") + 1n) };
      },
    });
    subscribed.then((subscription) => subscription.failed.catch(reject), reject);
  });
}
