import { createHash } from "node:crypto";
import {
  DEAD_LETTER_TOPIC,
  EVENTS,
  loadReference,
  type SubmissionRejectedV1,
  submissionRejectedV1,
  submissionValidatedV1,
} from "@yardstick/contracts";
import { createMemoryEventLog, type EventLog, type LogRecord, type NewRecord } from "@yardstick/event-log";
import { encodeEvent, pipelineConfig, pipelineLimits, stageComponent } from "@yardstick/pipeline";
import { createManualClock, createMetrics, createSilentLogger, parseConfig } from "@yardstick/runtime";
import type { Warehouse } from "@yardstick/warehouse";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { validatorConfig } from "./config.ts";
import { createValidatorStage } from "./service.ts";

const reference = loadReference();
const logger = createSilentLogger();
const nowMs = Date.UTC(2022, 2, 1);
const BODY = {
  source: "210400-bureau",
  observations: [{ indicator: "gdp", region: "210421", period: "2021", value: "294597", unit: "万元" }],
};

const parsed = parseConfig({ shape: { ...validatorConfig, ...pipelineConfig }, env: {} });
if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
const { config } = parsed;

/** The validator has no business with the warehouse: every call of it fails the test. */
const noWarehouse: Warehouse = {
  insert: () => Promise.reject(new Error("insert")),
  query: () => Promise.reject(new Error("query")),
  command: () => Promise.reject(new Error("command")),
  ping: () => Promise.reject(new Error("ping")),
  close: () => Promise.resolve(),
};

let eventLog: EventLog;
beforeEach(async () => {
  eventLog = await openLog();
});
afterEach(() => eventLog.close());

async function openLog(): Promise<EventLog> {
  const log = createMemoryEventLog({ logger, clock: createManualClock(nowMs) });
  const settings = { partitions: 2, retentionMs: 1e12, maxMessageBytes: 17_000_000, replicationFactor: null };
  const topics = [...Object.values(EVENTS).map(({ topic }) => topic), DEAD_LETTER_TOPIC];
  await log.ensureTopics(topics.map((topic) => ({ name: `t.${topic}`, ...settings })));
  return log;
}

interface Sent {
  readonly value?: string | Uint8Array;
  readonly key?: string;
  readonly headers?: Record<string, string | undefined>;
}

function received({ value = JSON.stringify(BODY), key = BODY.source, headers = {} }: Sent = {}): NewRecord {
  const event = encodeEvent({
    id: "2021-annual",
    type: EVENTS.submissionReceived.type,
    source: BODY.source,
    time: "2022-03-01T00:00:00Z",
    data: typeof value === "string" ? new TextEncoder().encode(value) : value,
  });
  const all = { ...event.headers, ...headers };
  const given = Object.entries(all).flatMap(([name, text]) => (text === undefined ? [] : [[name, text] as const]));
  return { key, value: event.value, headers: Object.fromEntries(given) };
}

/** Runs the stage over the records until it has handled them, and answers what it published. */
async function validate(records: readonly NewRecord[], env: Partial<typeof config> = {}, maxMessageBytes = 16_777_216) {
  await eventLog.publish("t.submission-received", records);
  const stage = stageComponent({
    stage: createValidatorStage({ config: { ...config, ...env }, topicPrefix: "t.", reference, maxMessageBytes }),
    eventLog,
    warehouse: noWarehouse,
    deadLetterTopic: `t.${DEAD_LETTER_TOPIC}`,
    limits: pipelineLimits(config),
    clock: createManualClock(0),
    logger,
    metrics: createMetrics(),
  });
  const answers = await readAnswers(records.length, () => stage.start());
  await stage.stop();
  return answers;
}

/** Reads until so many answers have come. */
async function readAnswers(count: number, start: () => Promise<void>): Promise<LogRecord[]> {
  const answers: LogRecord[] = [];
  let enough: () => void = () => undefined;
  const all = new Promise<void>((resolve) => {
    enough = resolve;
  });
  const reader = await eventLog.subscribe({
    group: `reader-${count}`,
    topics: ["t.submission-validated", "t.submission-rejected", "t.dead-letter"],
    maxBatchRecords: 100,
    maxBatchBytes: 100_000_000,
    concurrency: 1,
    batchDeadlineMs: 10_000,
    handle: async ({ records }) => {
      answers.push(...records);
      if (answers.length >= count) enough();
      return { nextOffset: (BigInt(records.at(-1)?.offset ?? "0") + 1n).toString() };
    },
  });
  await start();
  await all;
  await reader.close();
  return answers;
}

const dataOf = (record: LogRecord | undefined): unknown =>
  JSON.parse(new TextDecoder().decode(record?.value ?? undefined));
async function rejection(sent: Sent): Promise<SubmissionRejectedV1> {
  const [answer] = await validate([received(sent)]);
  expect(answer?.topic).toBe("t.submission-rejected");
  return submissionRejectedV1.parse(dataOf(answer));
}

describe("validator", () => {
  it("carries on which file and which cells the rows came from, and the key that they were sent with", async () => {
    const origin = { format: "xlsx", fileName: "季报.xlsx", feed: "county-quarter", fields: { 表1: { region: "A" } } };
    const rows = ["210421", "210499"].map((region, at) => ({
      ...BODY.observations[0],
      region,
      place: `表1!C${at + 2}`,
    }));
    const value = JSON.stringify({ ...BODY, mode: "partial", origin, observations: rows });
    const headers = { ce_authtype: "service_account", ce_authid: "0123456789ab" };
    const [answer] = await validate([received({ value, headers })]);
    expect(answer?.headers).toMatchObject(headers);
    const event = submissionValidatedV1.parse(dataOf(answer));
    expect(event).toMatchObject({
      origin: { format: "xlsx", fileName: "季报.xlsx", feed: "county-quarter" },
      places: ["表1!C2", "表1!C3"],
    });
    expect(event.issues).toMatchObject([{ code: "REGION_UNKNOWN", row: 2, place: "表1!A3" }]);
  });

  it("answers a submission that passes with its normalised rows and where it was received", async () => {
    const record = received({ headers: { traceparent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01" } });
    const [answer] = await validate([record]);
    expect(answer).toMatchObject({ topic: "t.submission-validated", key: BODY.source });
    expect(answer?.headers).toMatchObject({
      ce_type: "submission-validated.v1",
      ce_source: BODY.source,
      ce_time: "2022-03-01T00:00:00.000Z",
      ce_correlationid: "2021-annual",
      traceparent: record.headers.traceparent,
    });
    expect(submissionValidatedV1.parse(dataOf(answer))).toMatchObject({
      submissionId: "2021-annual",
      mode: "atomic",
      rows: 1,
      rejectedRows: 0,
      contentSha256: createHash("sha256").update(record.value).digest("hex"),
      received: { at: "2022-03-01T00:00:00.000Z", offset: "0" },
      observations: [{ value: "2945970000", unit: "元", submittedValue: "294597", submittedUnit: "万元" }],
    });
  });

  it("makes the same bytes of the same record, and another id for a record sent twice", async () => {
    const first = await validate([received(), received()]);
    expect(new Set(first.map(({ headers }) => headers.ce_id)).size).toBe(2);
    await eventLog.close();
    eventLog = await openLog();
    const replayed = await validate([received(), received()]);
    expect(replayed.map(({ value, headers }) => ({ value, headers }))).toEqual(
      first.map(({ value, headers }) => ({ value, headers })),
    );
  });

  it("judges the future by the log's timestamp, not by the clock of the process", async () => {
    const body = { ...BODY, observations: [{ ...BODY.observations[0], period: "2022" }] };
    expect((await rejection({ value: JSON.stringify(body) })).issueCounts).toEqual({ PERIOD_IN_FUTURE: 1 });
  });

  it("in mode partial passes the good rows and names the others", async () => {
    const rows = [BODY.observations[0], { ...BODY.observations[0], indicator: "gpd" }];
    const [answer] = await validate([
      received({ value: JSON.stringify({ ...BODY, mode: "partial", observations: rows }) }),
    ]);
    expect(submissionValidatedV1.parse(dataOf(answer))).toMatchObject({
      rows: 2,
      rejectedRows: 1,
      observations: [{ row: 1 }],
      issues: [{ code: "INDICATOR_UNKNOWN", row: 2, suggestion: "gdp" }],
    });
  });

  it.each<[string, Sent, Record<string, number>, number]>([
    ["text that is not JSON", { value: "{" }, { BODY_NOT_JSON: 1 }, 0],
    ["no value at all", { value: "" }, { BODY_NOT_JSON: 1 }, 0],
    ["bytes that are not UTF-8", { value: new Uint8Array([0x22, 0xff, 0x22]) }, { BODY_NOT_UTF8: 1 }, 0],
    ["another shape", { value: '{"source":"a","observations":[{}]}' }, { FIELD_MISSING: 4 }, 1],
    ["another key", { key: "210100-bureau" }, { SOURCE_MISMATCH: 1 }, 1],
    ["another ce_source", { headers: { ce_source: "210100-bureau" } }, { SOURCE_MISMATCH: 1 }, 1],
    [
      "another source in the body",
      { value: JSON.stringify({ ...BODY, source: "210100-bureau" }) },
      { SOURCE_MISMATCH: 1 },
      1,
    ],
  ])("answers %s to its sender", async (_, sent, issueCounts, rows) => {
    expect(await rejection(sent)).toMatchObject({
      submissionId: "2021-annual",
      source: sent.headers?.ce_source ?? BODY.source,
      issueCounts,
      rows,
    });
  });

  it.each<[string, Sent]>([
    ["no ce_id", { headers: { ce_id: undefined } }],
    ["an id that is no token", { headers: { ce_id: "a b" } }],
    ["no ce_source", { headers: { ce_source: undefined } }],
    ["a source that can be none", { headers: { ce_source: "A B" } }],
    ["another type", { headers: { ce_type: "submission-received.v9" } }],
  ])("leaves a record with %s to the dead letters", async (_, sent) => {
    const [answer] = await validate([received(sent)]);
    expect(answer?.topic).toBe("t.dead-letter");
  });

  it("bounds the rows that a producer of its own may send", async () => {
    const rows = [BODY.observations[0], { ...BODY.observations[0], period: "2020" }];
    const [answer] = await validate([received({ value: JSON.stringify({ ...BODY, observations: rows }) })], {
      YARDSTICK_INGEST_MAX_ROWS: 1,
    });
    expect(dataOf(answer)).toMatchObject({ rows: 2, issueCounts: { TOO_MANY_ROWS: 1 } });
  });

  it("refuses rows that do not fit into a record once they are normalised", async () => {
    const rows = Array.from({ length: 40 }, (_, index) => ({ ...BODY.observations[0], period: `${1980 + index}` }));
    const [answer] = await validate([received({ value: JSON.stringify({ ...BODY, observations: rows }) })], {}, 70_000);
    expect(dataOf(answer)).toMatchObject({ rows: 40, issueCounts: { EVENT_TOO_LARGE: 1 } });
  });
});
