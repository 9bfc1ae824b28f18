import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { EVENTS, loadReference, type Receipt, type SubmissionBody, submissionBody } from "@yardstick/contracts";
import { createMemoryEventLog, type EventLog, EventLogError, type LogRecord } from "@yardstick/event-log";
import {
  createIngestFilesService,
  type DropStepHook,
  type FileReceipt,
  type InboxDeployment,
  ingestFilesConfig,
  type PartReceipts,
} from "@yardstick/ingest-files";
import { topicSpecs } from "@yardstick/pipeline";
import { createLogger, createMetrics, parseConfig, systemClock } from "@yardstick/runtime";
import type { Progress } from "@yardstick/warehouse";

const PREFIX = "yardstick.";
const TOPIC = `${PREFIX}${EVENTS.submissionReceived.topic}`;
const reference = loadReference({ catalogueOnly: true });

export interface Published extends Pick<LogRecord, "key" | "headers"> {
  readonly id: string;
  readonly body: SubmissionBody;
}

/** A folder, a memory log, and receipts that say what a test wants; any number of watchers on them. */
export async function createInboxBench() {
  const inbox = await mkdtemp(join(tmpdir(), "yardstick-inbox-"));
  const logger = createLogger({ service: "test", level: "debug", stream: { write: (line) => void lines.push(line) } });
  const lines: string[] = [];
  const log = createMemoryEventLog({ clock: systemClock, logger });
  await log.ensureTopics(topicSpecs(PREFIX, null));
  const published: Published[] = [];
  const watching = await log.subscribe({
    ...{ group: "test", topics: [TOPIC], maxBatchRecords: 100, maxBatchBytes: 1e8, concurrency: 1 },
    batchDeadlineMs: 60_000,
    handle: async ({ records }) => {
      for (const { key, headers, value } of records) {
        const body = submissionBody.parse(JSON.parse(new TextDecoder().decode(value ?? undefined)));
        published.push({ key, headers, id: headers.ce_id ?? "", body });
      }
      return { nextOffset: String(BigInt(records.at(-1)?.offset ?? 0) + 1n) };
    },
  });
  /** While it is false the log takes nothing. */
  const conditions = {
    logAnswers: true,
    /** How far the watchers' clock is ahead. */
    clockAheadMs: 0,
    settles: (_id: string) => true,
    parkedIn: (_id: string): string | null => null,
    stateOf: (_id: string): Receipt["state"] => "stored",
    /** Whose the watchers are that are started from now on. */
    deployment: { dataDirectoryId: "test" } as InboxDeployment,
  };
  const eventLog: EventLog = {
    ...log,
    publish: async (topic, records) => {
      if (!conditions.logAnswers) throw new EventLogError("LOG_UNAVAILABLE", "the log is away");
      return log.publish(topic, records);
    },
  };
  const progressOf = (id: string): (readonly [string, Progress])[] => {
    const stage = conditions.parkedIn(id);
    if (stage !== null) return [[id, { kind: "parked", stage }]];
    return conditions.settles(id) ? [[id, { kind: "ended", stage: null }]] : [];
  };
  const receipts: PartReceipts = {
    progress: async (parts) => new Map(parts.flatMap(({ submissionId: id }) => progressOf(id))),
    receipt: async ({ submissionId, source, rows }) => {
      const state = conditions.stateOf(submissionId);
      const counts = { accepted: 0, superseded: 0, unchanged: 0, rejected: 0 };
      counts[state === "stored" ? "accepted" : "rejected"] = rows;
      const receipt = { submissionId, source, state, contentSha256: null, counts, issueCounts: {}, issues: [] };
      return { receipt, outcomes: Array(rows).fill(state === "stored" ? "accepted" : "rejected") };
    },
  };
  const stops: (() => Promise<void>)[] = [];

  /** Starts one more process' worth of watching. */
  async function watch(settings: Readonly<Record<string, string>> = {}, dropStep: DropStepHook = () => undefined) {
    const env = {
      YARDSTICK_INBOX_DIR: inbox,
      YARDSTICK_INBOX_SETTLE_MS: "40",
      YARDSTICK_INBOX_POLL_INTERVAL_MS: "10",
      ...settings,
    };
    const parsed = parseConfig({ shape: ingestFilesConfig, env });
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
    const clock = { nowMs: () => systemClock.nowMs() + conditions.clockAheadMs };
    const { deployment } = conditions;
    const limits = { retryInitialMs: 20, retryMaxMs: 100 } as never;
    const warehouse = { query: async () => [] };
    const [component] = createIngestFilesService(
      {
        ...{ eventLog, warehouse, receipts, topicPrefix: PREFIX, limits, reference, clock, logger },
        deployment: async () => deployment,
        metrics: createMetrics(),
        dropStep,
      },
      parsed.config,
    );
    if (component === undefined) throw new Error("nothing is watched");
    await component.start();
    stops.push(() => component.stop());
    return { ready: async () => component.checks[0]?.check(), stop: () => component.stop() };
  }

  return {
    inbox,
    published,
    conditions,
    lines,
    watch,
    drop: async (path: string, content: string | Uint8Array) => {
      await mkdir(dirname(join(inbox, path)), { recursive: true });
      await writeFile(join(inbox, path), content);
    },
    /** Paths of all files below a folder of the inbox. */
    files: async (folder = ".") => {
      const found = await readdir(join(inbox, folder), { recursive: true, withFileTypes: true }).catch(() => []);
      return found
        .filter((entry) => !entry.isDirectory())
        .map((entry) => join(entry.parentPath, entry.name))
        .sort();
    },
    receipt: async (path: string) => JSON.parse(await readFile(path, "utf8")) as FileReceipt,
    close: async () => {
      await Promise.all(stops.map((stop) => stop()));
      await watching.close();
      await log.close();
      await rm(inbox, { recursive: true, force: true });
    },
  };
}

export type InboxBench = Awaited<ReturnType<typeof createInboxBench>>;

/** Lines of rows for the years from 2001 on, one each. */
export function figures(years: number, { value = "294597", region = "210421" } = {}): string {
  const row = (index: number) => ({ region, indicator: "gdp", period: String(2001 + index), value, unit: "万元" });
  return Array.from({ length: years }, (_, index) => `${JSON.stringify(row(index))}\n`).join("");
}
