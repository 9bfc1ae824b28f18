import { createMemoryEventLog, type EventLog } from "@yardstick/event-log";
import { createSilentLogger, systemClock } from "@yardstick/runtime";
import { expect, test } from "vitest";
import { eventually } from "../../../test/src/eventually.ts";
import { withGroupSuffix } from "./with-group-suffix.ts";

const TOPIC = { name: "in", partitions: 1, retentionMs: 86_400_000, maxMessageBytes: 4_096, replicationFactor: null };

async function drain(eventLog: EventLog): Promise<number> {
  let seen = 0;
  const subscription = await eventLog.subscribe({
    group: "store",
    topics: ["in"],
    maxBatchRecords: 100,
    maxBatchBytes: 4_096,
    concurrency: 1,
    batchDeadlineMs: 10_000,
    handle: async ({ records }) => {
      seen = records.length;
      return { nextOffset: String(records.length) };
    },
  });
  await eventually(async () => expect(await eventLog.lag("store", ["in"])).toMatchObject([{ lag: 0 }]), 5_000);
  await subscription.close();
  return seen;
}

test("another directory's groups begin at the earliest record; the same directory's go on", async () => {
  const log = createMemoryEventLog({ clock: systemClock, logger: createSilentLogger() });
  await log.ensureTopics([TOPIC]);
  await log.publish("in", [{ key: "a", value: new Uint8Array(1), headers: {} }]);
  const first = withGroupSuffix(log, "one");
  expect(await drain(first)).toBe(1);
  expect(await first.lag("store", ["in"])).toMatchObject([{ lag: 0 }]);
  const fresh = withGroupSuffix(log, "two");
  expect(await fresh.lag("store", ["in"])).toMatchObject([{ lag: 1 }]);
  expect(await drain(fresh)).toBe(1);
  await log.close();
});
