import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type EventLog, openLocalEventLog } from "@yardstick/event-log";
import { describe, expect, test } from "vitest";
import { openLogDatabase } from "../../../packages/event-log/src/local/open-log-database.ts";
import { SqliteLogStore } from "../../../packages/event-log/src/local/sqlite-log-store.ts";
import { eventLogContract, type LogUnderTest } from "./event-log-contract.ts";
import { record, text, topicSpec, withLog } from "./log-fixture.ts";
import { quietLogger } from "./quiet-logger.ts";

const clock = { nowMs: () => Date.now() };

async function createLocal(): Promise<LogUnderTest & { directory: string }> {
  const directory = mkdtempSync(join(tmpdir(), "yardstick-log-"));
  const opened = new Set<EventLog>();
  return {
    directory,
    open: async () => {
      const log = openLocalEventLog(directory, { logger: quietLogger(), clock });
      opened.add(log);
      return log;
    },
    deleteBelow: async (topic, partition, offset) => {
      const store = new SqliteLogStore(openLogDatabase(directory));
      store.deleteBelow({ topic, partition, offset }, offset);
      store.close();
    },
    dispose: async () => {
      for (const log of opened) await log.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

eventLogContract("local", createLocal);

describe("event log: local alone", () => {
  test("a second opening is LOG_LOCKED, in this process and in another, until the first is closed", () =>
    withLog(createLocal, {}, async ({ under, log }) => {
      const { directory } = under as Awaited<ReturnType<typeof createLocal>>;
      expect(() => openLogDatabase(directory)).toThrow(expect.objectContaining({ code: "LOG_LOCKED" }));
      expect(openElsewhere(directory)).toBe("LOG_LOCKED");
      await log.close();
      expect(openElsewhere(directory)).toBe("opened");
    }));

  test("what was acknowledged is there after kill -9, in order and without a gap", async () => {
    const under = await createLocal();
    const acknowledged = await publishUntilKilled(under.directory, 200);
    const store = new SqliteLogStore(openLogDatabase(under.directory));
    const limits = { maxBatchRecords: 1_000_000, maxBatchBytes: 1_000_000_000 };
    const records = store.read({ topic: "t", partition: 0, offset: 0 }, limits);
    store.close();
    await under.dispose();
    expect(acknowledged).toBeGreaterThanOrEqual(200);
    expect(records.length).toBeGreaterThanOrEqual(acknowledged);
    expect(records.map(text)).toEqual(records.map((_, n) => `${n}`));
  });

  test("the time of a partition never goes backwards, also over a restart", async () => {
    const under = await createLocal();
    const times = [2_000, 1_000, 3_000, 500];
    for (const nowMs of times) {
      const log = openLocalEventLog(under.directory, { logger: quietLogger(), clock: { nowMs: () => nowMs } });
      await log.ensureTopics([topicSpec("time", { retentionMs: 10_000_000 })]);
      await log.publish("time", [record("a")]);
      await log.close();
    }
    const store = new SqliteLogStore(openLogDatabase(under.directory));
    const records = store.read({ topic: "time", partition: 0, offset: 0 }, { maxBatchRecords: 9, maxBatchBytes: 9 });
    store.close();
    await under.dispose();
    expect(records.map((one) => one.timestampMs)).toEqual([2_000, 2_000, 3_000, 3_000]);
  });
});

/** Starts a publisher and kills it once it has printed so many offsets; answers how many it printed. */
async function publishUntilKilled(directory: string, count: number): Promise<number> {
  const program = fileURLToPath(new URL("publish-for-ever.ts", import.meta.url));
  const publisher = spawn(process.execPath, ["--import", "tsx", program, directory], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let lines = 0;
  publisher.stdout.on("data", (chunk: Buffer) => {
    lines += chunk.toString().split("\n").length - 1;
    if (lines >= count) publisher.kill("SIGKILL");
  });
  await once(publisher, "close");
  return lines;
}

/** Opens the directory in another process, which then ends; answers what came of it. */
function openElsewhere(directory: string): string {
  const module = new URL("../../../packages/event-log/src/local/open-log-database.ts", import.meta.url).href;
  const script = `import(${JSON.stringify(module)}).then(({ openLogDatabase }) => {
    try { openLogDatabase(${JSON.stringify(directory)}).close(); console.log("opened"); }
    catch (error) { console.log(error.code); } });`;
  return execFileSync(process.execPath, ["--import", "tsx", "--eval", script], { encoding: "utf8" }).trim();
}
