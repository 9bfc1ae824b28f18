import { accessConfig, createAccess, issueKey } from "@yardstick/access";
import { EVENTS, loadReference, type ReferenceData } from "@yardstick/contracts";
import { createMemoryEventLog, type EventLog, type LogRecord } from "@yardstick/event-log";
import {
  createCountedRandomness,
  createManualClock,
  createMetrics,
  createSilentLogger,
  type HttpServer,
  type ManualClock,
  parseConfig,
} from "@yardstick/runtime";
import type { Warehouse } from "@yardstick/warehouse";
import { ingestHttpConfig } from "./config.ts";
import { createIngestServer } from "./create-ingest-server.ts";

const PREFIX = "t.";
export const TOPIC = `${PREFIX}${EVENTS.submissionReceived.topic}`;

/** What a key of the bench may do beside submitting for its bureau. */
export interface BenchKey {
  readonly verbs?: readonly string[];
  readonly sources?: readonly string[];
  readonly regionPrefixes?: readonly string[];
  readonly requestsPerMinute?: number;
  readonly rowsPerMinute?: number;
}

export interface BenchOptions {
  readonly warehouse?: Pick<Warehouse, "query">;
  readonly env?: Readonly<Record<string, string>>;
  /** Keys are asked for where there is one. */
  readonly keys?: readonly BenchKey[];
  readonly reference?: ReferenceData;
}

/** The service over a log in memory, for tests. */
export interface IngestBench {
  readonly server: HttpServer;
  readonly eventLog: EventLog;
  readonly clock: ManualClock;
  /** Texts of the keys, in their order. */
  readonly keys: readonly string[];
  /** Everything that was published. */
  records(): Promise<LogRecord[]>;
  close(): Promise<void>;
}

const shipped = loadReference();
const EMPTY: Pick<Warehouse, "query"> = { query: async () => [] };

export async function openIngestBench(options: BenchOptions = {}): Promise<IngestBench> {
  const { warehouse = EMPTY, env = {}, reference = shipped } = options;
  const parsed = parseConfig({ shape: ingestHttpConfig, env });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const logger = createSilentLogger();
  const clock = createManualClock(Date.UTC(2022, 2, 1));
  const randomness = createCountedRandomness();
  const sleep = (_ms: number, signal?: AbortSignal) =>
    new Promise<void>((resolve) => signal?.addEventListener("abort", () => resolve()));
  const eventLog = createMemoryEventLog({ logger, clock });
  const topic = { name: TOPIC, partitions: 1, retentionMs: 1e12, maxMessageBytes: 16_777_216, replicationFactor: null };
  await eventLog.ensureTopics([topic]);
  const issued = (options.keys ?? []).map((key) => ({ key, secret: issueKey(randomness) }));
  const rows = issued.map(({ key, secret }) => keyRow(secret, key));
  const access = createAccess(
    { clock, logger, sleep, warehouse: { query: async <Row>() => rows as Row[] } },
    settingsOf(accessConfig),
  );
  await access.keyring.refresh();
  const deps = { eventLog, warehouse, reference, clock, logger, metrics: createMetrics(), randomness, sleep, access };
  const server = createIngestServer({ ...deps, topicPrefix: PREFIX }, parsed.config);
  return {
    ...{ server, eventLog, clock },
    keys: issued.map(({ secret }) => secret.text),
    records: () => readAll(eventLog),
    close: async () => {
      await server.close();
      await eventLog.close();
    },
  };
}

function settingsOf(shape: typeof accessConfig) {
  const parsed = parseConfig({ shape, env: {} });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.config;
}

function keyRow({ keyId, hash }: { keyId: string; hash: string }, key: BenchKey): object {
  const { verbs = ["submit"], sources = ["210400-bureau"], regionPrefixes = [] } = key;
  return {
    ...{ key_id: keyId, secret_hash: hash, previous_hash: "", note: "", verbs, sources },
    region_prefixes: regionPrefixes,
    requests_per_minute: key.requestsPerMinute ?? 0,
    rows_per_minute: key.rowsPerMinute ?? 0,
    ...{ previous_valid_until_ms: null, valid_from_ms: "0", valid_until_ms: null, revoked_at_ms: null },
    ...{ created_at_ms: "0", version: "1" },
  };
}

async function readAll(eventLog: EventLog): Promise<LogRecord[]> {
  const [lag] = await eventLog.lag("reader", [TOPIC]);
  const count = lag?.lag ?? 0;
  const read: LogRecord[] = [];
  if (count === 0) return read;
  await new Promise<void>((resolve, reject) => {
    const limits = { maxBatchRecords: 100, maxBatchBytes: 100_000_000, concurrency: 1, batchDeadlineMs: 10_000 };
    const handle = async (batch: { records: readonly LogRecord[] }) => {
      read.push(...batch.records);
      if (read.length >= count) resolve();
      return { nextOffset: (BigInt(batch.records.at(-1)?.offset ?? "0") + 1n).toString() };
    };
    eventLog.subscribe({ group: "reader", topics: [TOPIC], ...limits, handle }).catch(reject);
  });
  return read;
}
