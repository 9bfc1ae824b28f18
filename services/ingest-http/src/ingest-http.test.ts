import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { EVENTS, loadReference, problem, receipt, submissionAccepted } from "@yardstick/contracts";
import { createMemoryEventLog, type EventLog, EventLogError, type LogRecord } from "@yardstick/event-log";
import {
  createCountedRandomness,
  createManualClock,
  createMetrics,
  createSilentLogger,
  type HttpServer,
  parseConfig,
} from "@yardstick/runtime";
import { deriveSubmissionId } from "@yardstick/submissions";
import { type Warehouse, WarehouseError } from "@yardstick/warehouse";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ingestHttpConfig } from "./config.ts";
import { createIngestServer } from "./create-ingest-server.ts";

const reference = loadReference();
const logger = createSilentLogger();
const clock = createManualClock(Date.UTC(2022, 2, 1));
const TOPIC = `t.${EVENTS.submissionReceived.topic}`;
const BODY = {
  source: "210400-bureau",
  observations: [{ indicator: "gdp", region: "210421", period: "2021", value: "294597", unit: "万元" }],
};
const TEXT = JSON.stringify(BODY, null, 1);

/** Answers queries by the table they read; the SQL itself is tried on the real engine in the end-to-end tests. */
interface Tables {
  submissions?: object[];
  submission_issues?: object[];
  dead_letters?: object[];
}

function warehouseWith(tables: Tables): Pick<Warehouse, "query"> {
  return {
    query: async <Row>(sql: string) => {
      const table = /FROM (\w+) FINAL/.exec(sql)?.[1] as keyof Tables;
      return (tables[table] ?? []) as Row[];
    },
  };
}

const awayWarehouse: Pick<Warehouse, "query"> = {
  query: () => Promise.reject(new WarehouseError("WAREHOUSE_UNAVAILABLE", { message: "away" })),
};

let eventLog: EventLog;
let server: HttpServer;
beforeEach(async () => {
  eventLog = createMemoryEventLog({ logger, clock });
  await eventLog.ensureTopics([
    { name: TOPIC, partitions: 1, retentionMs: 1e12, maxMessageBytes: 16_777_216, replicationFactor: null },
  ]);
  server = serve();
});
afterEach(async () => {
  await server.close();
  await eventLog.close();
});

interface ServeOptions {
  readonly warehouse?: Pick<Warehouse, "query">;
  readonly log?: EventLog;
  readonly env?: Record<string, string>;
}

function serve({ warehouse = warehouseWith({}), log = eventLog, env = {} }: ServeOptions = {}): HttpServer {
  const parsed = parseConfig({ shape: ingestHttpConfig, env });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const randomness = createCountedRandomness();
  const sleep = () => new Promise<void>(() => undefined);
  const deps = { eventLog: log, warehouse, reference, clock, logger, metrics: createMetrics(), randomness, sleep };
  return createIngestServer({ ...deps, topicPrefix: "t." }, parsed.config);
}

interface Post {
  readonly payload?: string | Buffer;
  readonly headers?: Record<string, string>;
  readonly query?: string;
  readonly to?: HttpServer;
}

const post = ({ payload = TEXT, headers = {}, query = "", to = server }: Post = {}) =>
  to.inject({
    method: "POST",
    url: `/v1/submissions${query}`,
    payload,
    headers: { "content-type": "application/json", ...headers },
  });
const get = (id: string, to = server) => to.inject({ method: "GET", url: `/v1/submissions/${id}` });

/** Everything that stands in the topic. */
async function records(): Promise<LogRecord[]> {
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

/** Status and code of a problem whose shape is the contract's. */
async function problemOf(answer: Promise<{ statusCode: number; headers: object; json(): unknown }>) {
  const { statusCode, headers, json } = await answer;
  expect(headers).toMatchObject({ "content-type": expect.stringMatching(/^application\/problem\+json/) });
  const body = problem.parse(json());
  expect(body.status).toBe(statusCode);
  return [statusCode, body.code];
}

describe("POST /v1/submissions", () => {
  it("answers 202 when the log has the body, byte for byte, under the source", async () => {
    const traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    const answer = await post({ headers: { traceparent } });
    expect(answer.statusCode).toBe(202);
    const { submissionId, state, statusUrl } = submissionAccepted.parse(answer.json());
    expect([state, statusUrl, answer.headers.location]).toEqual([
      "received",
      `/v1/submissions/${submissionId}`,
      `/v1/submissions/${submissionId}`,
    ]);
    const [record] = await records();
    expect(record?.key).toBe(BODY.source);
    expect(Buffer.from(record?.value ?? []).toString()).toBe(TEXT);
    expect(record?.headers).toEqual({
      ce_specversion: "1.0",
      ce_id: submissionId,
      ce_type: "submission-received.v1",
      ce_source: BODY.source,
      ce_time: "2022-03-01T00:00:00.000Z",
      ce_correlationid: submissionId,
      "content-type": "application/json",
      traceparent,
    });
  });

  it("gives every submission an id of its own, and the same one under the same Idempotency-Key", async () => {
    const fresh = [await post(), await post()].map((answer) => answer.json().submissionId);
    expect(new Set(fresh).size).toBe(2);
    const headers = { "idempotency-key": "2021 annual" };
    const [first, second] = [await post({ headers }), await post({ headers })];
    expect([first.statusCode, second.statusCode]).toEqual([202, 202]);
    expect(second.json()).toEqual(first.json());
    expect(first.json().submissionId).toBe(deriveSubmissionId(BODY.source, "2021 annual"));
    expect((await records()).length).toBe(3);
  });

  it("refuses other content under the same key, also of two requests at once", async () => {
    const headers = { "idempotency-key": "k" };
    const answers = await Promise.all([post({ headers }), post({ headers, payload: `${TEXT} ` }), post({ headers })]);
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([202, 409, 202]);
    expect(await problemOf(post({ headers, payload: `${TEXT} ` }))).toEqual([409, "IDEMPOTENCY_KEY_REUSED"]);
    expect((await records()).length).toBe(1);
  });

  it("knows from the warehouse what another process, or this one long ago, has taken in", async () => {
    const headers = { "idempotency-key": "k" };
    const content_sha256 = createHash("sha256").update(TEXT).digest("hex");
    const to = serve({ warehouse: warehouseWith({ submissions: [{ state: "stored", content_sha256 }] }) });
    expect((await post({ headers, to })).json()).toMatchObject({ state: "stored" });
    expect(await problemOf(post({ headers, to, payload: `${TEXT} ` }))).toEqual([409, "IDEMPOTENCY_KEY_REUSED"]);
    expect(await records()).toEqual([]);
  });

  it("takes submissions in while the warehouse is away", async () => {
    expect(
      (await post({ headers: { "idempotency-key": "k" }, to: serve({ warehouse: awayWarehouse }) })).statusCode,
    ).toBe(202);
    expect((await records()).length).toBe(1);
  });

  it("answers 503 while the log does not acknowledge, and takes the same key afterwards", async () => {
    let isAway = true;
    const log: EventLog = {
      ...eventLog,
      publish: async (topic, sent) => {
        if (isAway) throw new EventLogError("LOG_UNAVAILABLE", "away");
        return eventLog.publish(topic, sent);
      },
    };
    const to = serve({ log });
    const headers = { "idempotency-key": "k" };
    const answer = await post({ headers, to });
    expect([answer.statusCode, answer.headers["retry-after"], answer.json().code]).toEqual([
      503,
      "5",
      "LOG_UNAVAILABLE",
    ]);
    isAway = false;
    expect((await post({ headers, to })).statusCode).toBe(202);
    expect((await records()).length).toBe(1);
  });

  it("unpacks gzip, and bounds what comes out", async () => {
    const headers = { "content-encoding": "gzip" };
    expect((await post({ payload: gzipSync(TEXT), headers })).statusCode).toBe(202);
    expect(Buffer.from((await records())[0]?.value ?? []).toString()).toBe(TEXT);
    const bomb = gzipSync(Buffer.alloc(9 * 1024 * 1024, 0x20));
    expect(await problemOf(post({ payload: bomb, headers }))).toEqual([413, "BODY_TOO_LARGE"]);
    expect(await problemOf(post({ headers }))).toEqual([400, "BODY_NOT_GZIP"]);
    expect(await problemOf(post({ headers: { "content-encoding": "br" } }))).toEqual([
      415,
      "CONTENT_ENCODING_NOT_SUPPORTED",
    ]);
  });

  it("takes CSV with the envelope in the query string, and publishes what it says in JSON", async () => {
    const payload = "region,indicator,period,value,unit\n210421,gdp,2021,294597,万元\n";
    const headers = { "content-type": "text/csv; charset=UTF-8" };
    const answer = await post({ payload, headers, query: "?source=210400-bureau&mode=partial" });
    expect(answer.statusCode).toBe(202);
    const value = Buffer.from((await records())[0]?.value ?? []).toString();
    const { origin, ...body } = JSON.parse(value);
    expect(body).toEqual({ ...BODY, mode: "partial", observations: [{ ...BODY.observations[0], place: "D2" }] });
    expect(origin).toMatchObject({ format: "csv" });
    expect(await problemOf(post({ payload, headers }))).toEqual([422, "WRONG_SHAPE"]);
  });

  it.each<[string, Post, number, string]>([
    ["no JSON", { payload: "{" }, 400, "BODY_NOT_JSON"],
    ["nothing", { payload: "" }, 400, "BODY_NOT_JSON"],
    ["broken UTF-8", { payload: Buffer.from([0x22, 0xff, 0x22]) }, 400, "BODY_NOT_UTF8"],
    ["another shape", { payload: '{"source":"a","observations":[{"indcator":"gdp"}]}' }, 422, "WRONG_SHAPE"],
    ["an unknown parameter", { query: "?dryrun=true" }, 400, "QUERY_PARAMETER_INVALID"],
    ["a parameter twice", { query: "?dryRun=true&dryRun=true" }, 400, "QUERY_PARAMETER_INVALID"],
    ["a parameter that is none", { query: "?dryRun=yes" }, 400, "QUERY_PARAMETER_INVALID"],
    ["the source beside a JSON body", { query: "?source=a" }, 400, "QUERY_PARAMETER_INVALID"],
    ["another type", { headers: { "content-type": "text/plain" } }, 415, "MEDIA_TYPE_NOT_SUPPORTED"],
    ["no type that can be read", { headers: { "content-type": "json" } }, 415, "MEDIA_TYPE_NOT_SUPPORTED"],
    [
      "another charset",
      { headers: { "content-type": "application/json; charset=gbk" } },
      415,
      "MEDIA_TYPE_NOT_SUPPORTED",
    ],
    ["a key that is none", { headers: { "idempotency-key": "a\tb" } }, 400, "IDEMPOTENCY_KEY_INVALID"],
    ["a key that is too long", { headers: { "idempotency-key": "k".repeat(256) } }, 400, "IDEMPOTENCY_KEY_INVALID"],
    ["too many bytes", { payload: Buffer.alloc(8 * 1024 * 1024 + 1, 0x20) }, 413, "BODY_TOO_LARGE"],
  ])("refuses %s and publishes nothing", async (_, sent, status, code) => {
    expect(await problemOf(post(sent))).toEqual([status, code]);
    expect(await records()).toEqual([]);
  });

  it("names each place at fault, with a suggestion", async () => {
    const rows = [BODY.observations[0], { indcator: "gdp", region: "1", period: "2021", value: "1" }];
    const answer = await post({ payload: JSON.stringify({ ...BODY, observations: rows }) });
    expect(answer.json().errors.map(({ path }: { path: string }) => path)).toEqual([
      "observations[1].indicator",
      "observations[1].indcator",
    ]);
    expect(answer.json().issues[1]).toMatchObject({ code: "FIELD_UNKNOWN", row: 2, suggestion: "indicator" });
  });

  it("bounds the rows", async () => {
    const payload = JSON.stringify({ ...BODY, observations: Array.from({ length: 3 }, () => BODY.observations[0]) });
    const to = serve({ env: { YARDSTICK_INGEST_MAX_ROWS: "2" } });
    expect(await problemOf(post({ payload, to }))).toEqual([413, "TOO_MANY_ROWS"]);
  });

  it("takes as many requests at once as it is told to, and more again afterwards", async () => {
    const gates: (() => void)[] = [];
    const log: EventLog = {
      ...eventLog,
      publish: async (topic, sent) => {
        await new Promise<void>((resolve) => {
          gates.push(resolve);
        });
        return eventLog.publish(topic, sent);
      },
    };
    const to = serve({ log, env: { YARDSTICK_INGEST_MAX_IN_FLIGHT: "1" } });
    const first = post({ to });
    await expect.poll(() => gates.length).toBe(1);
    expect(await problemOf(post({ to }))).toEqual([429, "TOO_MANY_REQUESTS"]);
    gates[0]?.();
    expect((await first).statusCode).toBe(202);
    const next = post({ to });
    await expect.poll(() => gates.length).toBe(2);
    gates[1]?.();
    expect((await next).statusCode).toBe(202);
  });
});

describe("a dry run", () => {
  it("answers the receipt by the same rules and stores nothing", async () => {
    const rows = [BODY.observations[0], { ...BODY.observations[0], indicator: "gpd" }];
    const payload = JSON.stringify({ ...BODY, mode: "partial", observations: rows });
    const answer = await post({ payload, query: "?dryRun=true" });
    expect(answer.statusCode).toBe(200);
    expect(receipt.parse(answer.json())).toMatchObject({
      source: BODY.source,
      state: "validated",
      contentSha256: createHash("sha256").update(payload).digest("hex"),
      counts: { accepted: 1, superseded: 0, unchanged: 0, rejected: 1 },
      issueCounts: { INDICATOR_UNKNOWN: 1 },
      issues: [{ row: 2, suggestion: "gdp" }],
    });
    expect(answer.json()).not.toHaveProperty("submissionId");
    expect(await records()).toEqual([]);
  });
});

describe("GET /v1/submissions/{id}", () => {
  const stored = {
    source: "210400-bureau",
    state: "stored",
    content_sha256: "ab",
    accepted: 2,
    superseded: 1,
    unchanged: 0,
    rejected: 0,
    issue_counts: { STATUS_UNKNOWN: "1" },
    format: "",
    file_name: "",
    feed: "",
    outcomes_known: 1,
    version: "170",
  };

  it("is the receipt that the stages wrote, also under an id that a producer of its own chose", async () => {
    const issue = { rule: "3", code: "STATUS_UNKNOWN", severity: "warning", row: 2, field: "status", coordinate: "c" };
    const submission_issues = [{ ...issue, message_zh: "中", message_en: "en", suggestion: null, place: "" }];
    const answer = await get(
      "2021-annual",
      serve({ warehouse: warehouseWith({ submissions: [stored], submission_issues }) }),
    );
    expect(receipt.parse(answer.json())).toEqual({
      submissionId: "2021-annual",
      source: "210400-bureau",
      state: "stored",
      contentSha256: "ab",
      counts: { accepted: 2, superseded: 1, unchanged: 0, rejected: 0 },
      issueCounts: { STATUS_UNKNOWN: 1 },
      issues: [{ ...issue, message: { zh: "中", en: "en" }, suggestion: null }],
      nextCursor: null,
    });
  });

  it("is `received` for an id that was issued and has not arrived yet", async () => {
    const answer = await get(deriveSubmissionId("a", "b"));
    expect([answer.statusCode, receipt.parse(answer.json())]).toEqual([
      200,
      {
        submissionId: deriveSubmissionId("a", "b"),
        source: null,
        state: "received",
        contentSha256: null,
        counts: { accepted: 0, superseded: 0, unchanged: 0, rejected: 0 },
        issueCounts: {},
        issues: [],
        nextCursor: null,
      },
    ]);
  });

  it.each([
    ["PARKED", "received"],
    ["VALUE_WRONG_SHAPE", "rejected"],
  ])("says that a record is among the dead letters as %s: %s", async (code, state) => {
    const dead_letters = [{ source: "", stage: "aggregator-store", code, reason: "why" }];
    const answer = await get("2021-annual", serve({ warehouse: warehouseWith({ dead_letters }) }));
    expect(receipt.parse(answer.json())).toMatchObject({
      state,
      source: null,
      issueCounts: { [code]: 1 },
      issues: [{ code }],
    });
  });

  it.each(["2021-annual", "sub_", `sub_${"0".repeat(32)}`, "a%00b", "%E4%B8%AD"])("is a 404 for %s", async (id) => {
    expect(await problemOf(get(id))).toEqual([404, "SUBMISSION_UNKNOWN"]);
  });

  it("takes no other parameters, and says so when the warehouse is away", async () => {
    expect(await problemOf(get("x?wait=1"))).toEqual([400, "QUERY_PARAMETER_INVALID"]);
    expect(await problemOf(get("x", serve({ warehouse: awayWarehouse })))).toEqual([503, "WAREHOUSE_UNAVAILABLE"]);
  });
});
