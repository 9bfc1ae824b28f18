import { writeSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { loadReference } from "@yardstick/contracts";
import { openLocalEventLog } from "@yardstick/event-log";
import { createIngestFilesService, type DropStep, ingestFilesConfig } from "@yardstick/ingest-files";
import { pipelineConfig, pipelineLimits, topicSpecs } from "@yardstick/pipeline";
import { createMetrics, createSilentLogger, parseConfig, systemClock, systemSleep } from "@yardstick/runtime";
import { z } from "zod";
import type { InboxWorkerSettings } from "./run-inbox-worker.ts";

/**
 * The watched folder over a log in a file, in a process of its own: what is published counts as stored. It sends itself
 * SIGKILL at the planned step, else ends when the inbox is empty and nothing is in hand.
 */
const { inbox, logDir, kill } = JSON.parse(process.argv[2] ?? "") as InboxWorkerSettings;
const logger = createSilentLogger();
const eventLog = openLocalEventLog(logDir, { clock: systemClock, logger });
await eventLog.ensureTopics(topicSpecs("yardstick.", null));
const parsed = parseConfig({
  shape: ingestFilesConfig,
  env: {
    YARDSTICK_INBOX_DIR: inbox,
    YARDSTICK_INBOX_SETTLE_MS: "20",
    YARDSTICK_INBOX_POLL_INTERVAL_MS: "10",
    YARDSTICK_INGEST_MAX_ROWS: "4",
  },
});
if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));

let passed = 0;
function killAt(step: DropStep): Promise<void> | undefined {
  if (kill === null || step !== kill.step) return;
  passed += 1;
  if (passed < kill.occurrence) return;
  writeSync(process.stdout.fd, "killed");
  process.kill(process.pid, "SIGKILL");
  // Nothing happens between the signal and the end.
  return new Promise(() => undefined);
}

const [watcher] = createIngestFilesService(
  {
    eventLog,
    warehouse: { query: async () => [] },
    deployment: async () => ({ dataDirectoryId: "worker" }),
    receipts: {
      progress: async (parts) =>
        new Map(parts.map(({ submissionId }) => [submissionId, { kind: "ended", stage: null }])),
      receipt: async ({ submissionId, source, rows }) => {
        const counts = { accepted: rows, superseded: 0, unchanged: 0, rejected: 0 };
        const content = { contentSha256: null, counts, issueCounts: {}, issues: [] };
        return { receipt: { submissionId, source, state: "stored", ...content }, outcomes: [] };
      },
    },
    topicPrefix: "yardstick.",
    limits: pipelineLimits(z.object(pipelineConfig).parse({})),
    reference: loadReference({ catalogueOnly: true }),
    clock: systemClock,
    logger,
    metrics: createMetrics(),
    dropStep: killAt,
  },
  parsed.config,
);
if (watcher === undefined) throw new Error("nothing is watched");
await watcher.start();
while (!(await isEmpty())) await systemSleep(10);
await watcher.stop();
await eventLog.close();

/** Nothing lies in a source's folder, and nothing is in hand. */
async function isEmpty(): Promise<boolean> {
  const folders = (await readdir(inbox)).filter(
    (name) => !["done", "rejected", ".yardstick-inbox.json"].includes(name),
  );
  const lists = await Promise.all(folders.map((name) => readdir(join(inbox, name))));
  return lists.every((names) => names.length === 0);
}
