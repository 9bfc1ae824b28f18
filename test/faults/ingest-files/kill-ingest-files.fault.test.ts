import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { EVENTS, type SubmissionBody } from "@yardstick/contracts";
import { openLocalEventLog } from "@yardstick/event-log";
import { DROP_STEPS, type FileReceipt } from "@yardstick/ingest-files";
import { createSilentLogger, systemClock } from "@yardstick/runtime";
import { expect, onTestFinished, test } from "vitest";
import { eventually } from "../../src/eventually.ts";
import { type InboxWorkerSettings, runInboxWorker } from "./run-inbox-worker.ts";

const DEADLINE_MS = 300_000;

type Kill = NonNullable<InboxWorkerSettings["kill"]>;

/** Every step once, and a file of three parts between its second and third. */
const KILLS: readonly Kill[] = DROP_STEPS.map((step) => ({ step, occurrence: step === "part-published" ? 2 : 1 }));

/** Ten rows are three parts. */
const ROWS = 10;
const contentOf = (file: number) =>
  Array.from({ length: ROWS }, (_, row) => {
    const period = String(2001 + row);
    return `${JSON.stringify({ region: "210421", indicator: "gdp", period, value: String(1_000 + file), unit: "万元" })}\n`;
  }).join("");

test(
  "killed between every pair of steps, every file is published once, and lies once in done with its receipts",
  // Two folders with every other kill: half of the time is starting processes.
  () => Promise.all([0, 1].map((half) => survives(KILLS.filter((_, index) => index % 2 === half)))),
  DEADLINE_MS,
);

async function survives(kills: readonly Kill[]): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), "yardstick-kill-inbox-"));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  const [inbox, logDir] = [join(directory, "inbox"), join(directory, "log")];
  await mkdir(join(inbox, "s"), { recursive: true });
  await mkdir(join(inbox, "t"));
  await mkdir(logDir);
  for (const [file, kill] of kills.entries()) {
    await writeFile(join(inbox, file % 2 === 0 ? "s" : "t", `${file}.ndjson`), contentOf(file));
    const { killed, report } = await runInboxWorker({ inbox, logDir, kill });
    expect(killed, `${kill.step}, occurrence ${kill.occurrence}: ${report}`).toBe(true);
  }
  await symlink("/etc/passwd", join(inbox, "s", "link.ndjson"));
  const { report } = await runInboxWorker({ inbox, logDir, kill: null });
  expect(report).toBe("ended with 0\n");

  const contents = kills.map((_, file) => contentOf(file));
  await expectFolders(inbox, contents);
  await expectLog(logDir, join(inbox, "done"), contents.length * ROWS);
}

/** Each file lies in done, as it was, with both receipts; the link in rejected; nothing anywhere else. */
async function expectFolders(inbox: string, contents: readonly string[]): Promise<void> {
  expect(await filesBelow(join(inbox, "taken"))).toEqual([]);
  const done = await filesBelow(join(inbox, "done"));
  const kept = done.filter((path) => path.endsWith(".ndjson"));
  expect((await Promise.all(kept.map((path) => readFile(path, "utf8")))).sort()).toEqual([...contents].sort());
  expect(done.sort()).toEqual(kept.flatMap((path) => [path, `${path}.receipt.csv`, `${path}.receipt.json`]).sort());
  expect(await filesBelow(join(inbox, "rejected"))).toHaveLength(3);
}

/** Each submission of a receipt is on the log and no other, whatever was published twice is the same, no figure is in two. */
async function expectLog(logDir: string, done: string, rows: number): Promise<void> {
  const paths = (await filesBelow(done)).filter((path) => path.endsWith(".receipt.json"));
  const receipts = await Promise.all(
    paths.map(async (path) => JSON.parse(await readFile(path, "utf8")) as FileReceipt),
  );
  const published = await readLog(logDir);
  const told = receipts.flatMap(({ submissions }) => submissions.map(({ submissionId }) => submissionId));
  expect([...published.keys()].sort()).toEqual(told.sort());
  for (const [id, bodies] of published) expect(new Set(bodies).size, `${id} has one content`).toBe(1);
  const observations = [...published.values()].flatMap(
    ([body = "{}"]) => (JSON.parse(body) as SubmissionBody).observations,
  );
  const figures = observations.map(({ value, period }) => `${value} ${period}`);
  expect(figures).toHaveLength(rows);
  expect(new Set(figures).size).toBe(rows);
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => !entry.isDirectory()).map((entry) => join(entry.parentPath, entry.name));
}

/** The bodies of every submission on the log, by its id. */
async function readLog(directory: string): Promise<Map<string, string[]>> {
  const log = openLocalEventLog(directory, { clock: systemClock, logger: createSilentLogger() });
  const topics = [`yardstick.${EVENTS.submissionReceived.topic}`];
  const bodies = new Map<string, string[]>();
  const subscription = await log.subscribe({
    ...{ group: "reader", topics, maxBatchRecords: 1_000, maxBatchBytes: 1e8, concurrency: 1 },
    batchDeadlineMs: 60_000,
    handle: async ({ records }) => {
      for (const { headers, value } of records) {
        const id = headers.ce_id ?? "";
        bodies.set(id, [...(bodies.get(id) ?? []), new TextDecoder().decode(value ?? undefined)]);
      }
      return { nextOffset: String(BigInt(records.at(-1)?.offset ?? 0) + 1n) };
    },
  });
  await eventually(async () => {
    const lag = await log.lag("reader", topics);
    expect(lag.reduce((sum, partition) => sum + partition.lag, 0)).toBe(0);
    expect(bodies.size).toBeGreaterThan(0);
  }, 10_000);
  await subscription.close();
  await log.close();
  return bodies;
}
