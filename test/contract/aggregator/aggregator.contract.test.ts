import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createAggregatorService } from "@yardstick/aggregator";
import {
  comparisonsMadeV1,
  EVENTS,
  loadReference,
  type SubmissionValidatedV1,
  submissionSettledV1,
  TOPIC_DEFAULTS,
  TOPIC_NAMES,
  type ValidatedObservation,
} from "@yardstick/contracts";
import { createMemoryEventLog, type EventLog } from "@yardstick/event-log";
import { encodeEvent, pipelineConfig, pipelineLimits, type StageComponent } from "@yardstick/pipeline";
import { createMetrics, createSilentLogger, systemClock } from "@yardstick/runtime";
import {
  deploymentProfile,
  loadReferenceTables,
  migrate,
  openWarehouse,
  readMigrations,
  type Warehouse,
} from "@yardstick/warehouse";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { warehouseSettings } from "../../clickhouse/warehouse-settings.ts";
import { eventually } from "../../src/eventually.ts";

const reference = loadReference();
const logger = createSilentLogger();
const COUNTIES = ["210421", "210422", "210423"];

let directory: string;
let warehouse: Warehouse;
let eventLog: EventLog;
let stages: readonly StageComponent[];
let sent = 0;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "yardstick-aggregator-"));
  const settings = warehouseSettings({ YARDSTICK_DATA_DIR: directory });
  warehouse = await openWarehouse(settings, { logger });
  const profile = deploymentProfile(settings);
  await migrate(warehouse, { migrations: await readMigrations(), profile, log: () => undefined });
  await loadReferenceTables(warehouse, reference, 1);
  eventLog = createMemoryEventLog({ logger, clock: systemClock });
  await eventLog.ensureTopics(TOPIC_NAMES.map((name) => ({ name, ...TOPIC_DEFAULTS, replicationFactor: null })));
  const limits = pipelineLimits(z.object(pipelineConfig).parse({}));
  const metrics = createMetrics();
  stages = createAggregatorService({
    topicPrefix: "",
    reference,
    eventLog,
    warehouse,
    limits,
    clock: systemClock,
    logger,
    metrics,
  });
  for (const stage of stages) await stage.start();
});

afterAll(async () => {
  for (const stage of stages) await stage.stop();
  await eventLog.close();
  await warehouse.close();
  await rm(directory, { recursive: true, force: true });
});

const level = (region: string, year: number, value: number): ValidatedObservation => ({
  row: 1,
  indicator: "gdp",
  region,
  period: `${year}`,
  periodStart: `${year}-01-01`,
  periodEnd: `${year}-12-31`,
  accumulation: "ytd",
  measure: "level",
  priceBasis: "current",
  caliber: "natural",
  value: String(value),
  unit: "元",
  submittedValue: String(value),
  submittedUnit: "元",
  status: "final",
  releasedAt: null,
  citation: "",
  note: "",
  explanation: null,
});

/** Publishes rows, numbered from 1; answers the record, which can be delivered again. */
async function push(
  submissionId: string,
  observations: ValidatedObservation[],
  { keyId, ...more }: Partial<SubmissionValidatedV1> & { keyId?: string } = {},
) {
  const { type, topic } = EVENTS.submissionValidated;
  const at = new Date(Date.UTC(2022, 0, 1) + sent).toISOString();
  const data: SubmissionValidatedV1 = {
    submissionId,
    source: "bureau",
    mode: "atomic",
    contentSha256: JSON.stringify(observations.map(({ value }) => value)),
    received: { at, partition: 0, offset: String(sent++) },
    rows: observations.length,
    rejectedRows: 0,
    issues: [],
    issueCounts: {},
    observations: observations.map((row, index) => ({ ...row, row: index + 1 })),
    ...more,
  };
  const event = encodeEvent({
    id: `${submissionId}-${sent}`,
    type,
    source: "bureau",
    time: at,
    data,
    correlationId: submissionId,
    authId: keyId,
  });
  const record = { key: "bureau", ...event };
  await eventLog.publish(topic, [record]);
  return { at, deliverAgain: () => eventLog.publish(topic, [record]) };
}

/** What sources were told so far of a submission: ids of the events with their data. */
async function told(submissionId: string) {
  const found: unknown[] = [];
  const { topic } = EVENTS.submissionSettled;
  const reading = await eventLog.subscribe({
    ...{ group: `told-${sent++}`, topics: [topic], maxBatchRecords: 1_000, maxBatchBytes: 1 << 20, concurrency: 1 },
    batchDeadlineMs: 10_000,
    handle: async ({ records }) => {
      for (const { key, value, headers } of records) {
        const data = submissionSettledV1.parse(JSON.parse(new TextDecoder().decode(value ?? new Uint8Array())));
        if (data.submissionId === submissionId) found.push({ key, id: headers.ce_id, data });
      }
      return { nextOffset: String(Number(records.at(-1)?.offset) + 1) };
    },
  });
  await eventually(async () => {
    const lags = await eventLog.lag(`told-${sent - 1}`, [topic]);
    expect(lags.reduce((sum, { lag }) => sum + lag, 0)).toBe(0);
  }, 10_000);
  await reading.close();
  return found;
}

const receipt = (id: string) =>
  warehouse.query(
    "SELECT state, accepted, superseded, unchanged, rejected FROM submissions FINAL WHERE submission_id = {id:String}",
    { id },
  );

const comparisons = () =>
  warehouse.query(
    `SELECT region, toString(round(growth, 3)) AS growth, toString(round(gap, 3)) AS gap, verdict, rank, rank_of, missing, version
FROM comparisons FINAL WHERE scope = '210400-XY' AND indicator = 'gdp' AND period = '2021' ORDER BY region`,
  );

/** Figures of the three counties: together they grow from 600 to 660. */
const BASES = COUNTIES.map((region, at) => level(region, 2020, 100 * (at + 1)));
const FIGURES = COUNTIES.map((region, at) => level(region, 2021, [130, 210, 320][at] ?? 0));

describe("from a validated submission to comparisons", () => {
  it("stores, counts and compares", async () => {
    await push("first", [...BASES, ...FIGURES]);
    await eventually(async () => {
      expect(await receipt("first")).toEqual([
        { state: "stored", accepted: 6, superseded: 0, unchanged: 0, rejected: 0 },
      ]);
      expect(await comparisons()).toMatchObject([
        { region: "210421", growth: "30", gap: "20", verdict: "above", rank: 1, rank_of: 3, missing: [] },
        { region: "210422", growth: "5", gap: "-5", verdict: "below", rank: 3 },
        { region: "210423", growth: "6.667", gap: "-3.333", verdict: "below", rank: 2 },
      ]);
    }, 20_000);
  });

  it("says nothing anew about figures that are repeated", async () => {
    await push("again", FIGURES);
    await eventually(async () => {
      expect(await receipt("again")).toEqual([
        { state: "stored", accepted: 0, superseded: 0, unchanged: 3, rejected: 0 },
      ]);
    }, 20_000);
    const outcomes = "SELECT outcome, count() AS n FROM observation_vintages FINAL GROUP BY outcome ORDER BY outcome";
    expect(await warehouse.query(outcomes)).toEqual([
      { outcome: "accepted", n: "6" },
      { outcome: "unchanged", n: "3" },
    ]);
  });

  it("takes a whole history in one submission, revised and repeated, however many coordinates it has", async () => {
    const history = (add: number) =>
      Array.from({ length: 20_000 }, (_, at) =>
        level(`${900_000 + (at % 500)}`, 1950 + Math.floor(at / 500), at + add),
      );
    const expected = [
      { state: "stored", accepted: 20_000, superseded: 0, unchanged: 0, rejected: 0 },
      { state: "stored", accepted: 0, superseded: 20_000, unchanged: 0, rejected: 0 },
      { state: "stored", accepted: 0, superseded: 0, unchanged: 20_000, rejected: 0 },
    ];
    for (const [at, add] of [1, 2, 2].entries()) {
      await push(`history-${at}`, history(add));
      await eventually(async () => expect(await receipt(`history-${at}`)).toEqual([expected[at]]), 40_000);
    }
  });

  it("keeps the names that a source used, where they are not ours", async () => {
    const submittedNames = { period: "二〇〇八年", region: "抚顺 县" };
    await push("names", [{ ...level("210421", 2008, 5), submittedNames }]);
    await eventually(async () => {
      const kept = "SELECT submitted_names FROM observations FINAL WHERE submission_id = 'names'";
      expect(await warehouse.query(kept)).toEqual([{ submitted_names: submittedNames }]);
    }, 20_000);
  });

  it("keeps where the rows stood and what became of each, notes the key and tells the source, the same when delivered again", async () => {
    const origin = { format: "xlsx", fileName: "季度.xlsx", feed: "bureau-xlsx" } as const;
    const places = ["表1!C2", "表1!C3", "表1!C4"];
    const bad = {
      rule: "2",
      code: "REGION_UNKNOWN",
      severity: "error",
      row: 2,
      place: "表1!A3",
      field: "region",
    } as const;
    const issue = { ...bad, coordinate: null, message: { zh: "未知", en: "unknown" }, suggestion: null };
    const [first, third] = [level("210421", 2021, 130), level("210421", 2019, 90)];
    const { at, deliverAgain } = await push("from-file", [first, third], {
      ...{ keyId: "abcdefghijkl", mode: "partial", rows: 3, rejectedRows: 1, origin, places },
      ...{ issues: [issue], issueCounts: { REGION_UNKNOWN: 1 } },
      observations: [
        { ...first, row: 1 },
        { ...third, row: 3 },
      ],
    });
    const stored = async () => ({
      receipts: await warehouse.query(
        `SELECT format, file_name, feed, places, outcomes, auth_id, [accepted, superseded, unchanged, rejected] AS counts
FROM submissions FINAL WHERE submission_id = 'from-file'`,
      ),
      issues: await warehouse.query("SELECT row, place FROM submission_issues FINAL WHERE submission_id = 'from-file'"),
      audit: await warehouse.query("SELECT * FROM audit FINAL WHERE object = 'from-file'"),
    });
    const file = { format: "xlsx", file_name: "季度.xlsx", feed: "bureau-xlsx" };
    const said = { format: "xlsx", fileName: "季度.xlsx", feed: "bureau-xlsx" };
    const detail = JSON.stringify({ rows: 3, contentSha256: '["130","90"]', ...said });
    const line = { at: at.replace("T", " ").replace("Z", ""), actor: "abcdefghijkl", verb: "submit", source: "bureau" };
    const wanted = {
      receipts: [
        {
          ...{ ...file, places, outcomes: ["unchanged", "rejected", "accepted"], auth_id: "abcdefghijkl" },
          counts: [1, 0, 1, 1],
        },
      ],
      issues: [{ row: 2, place: "表1!A3" }],
      audit: [{ ...line, object: "from-file", detail }],
    };
    await eventually(async () => expect(await stored()).toEqual(wanted), 20_000);
    const data = {
      ...{ submissionId: "from-file", source: "bureau", state: "stored", contentSha256: '["130","90"]' },
      ...{ counts: { accepted: 1, superseded: 0, unchanged: 1, rejected: 1 }, issueCounts: { REGION_UNKNOWN: 1 } },
    };
    await eventually(async () => expect(await told("from-file")).toMatchObject([{ key: "bureau", data }]), 20_000);
    await deliverAgain();
    await eventually(async () => expect(await told("from-file")).toHaveLength(2), 20_000);
    const [once, again] = await told("from-file");
    expect(again).toEqual(once);
    expect(await stored()).toEqual(wanted);
  });

  it("computes again what a revised base reaches, and names the submission", async () => {
    await push("revision", [level("210421", 2020, 125)]);
    await eventually(async () => {
      expect(await receipt("revision")).toMatchObject([{ superseded: 1 }]);
      const [revised] = await comparisons();
      expect(revised).toMatchObject({ region: "210421", growth: "4", verdict: "below" });
    }, 20_000);
    const causes: string[] = [];
    const reading = await eventLog.subscribe({
      group: "reader",
      topics: [EVENTS.comparisonsMade.topic],
      maxBatchRecords: 100,
      maxBatchBytes: 1 << 20,
      concurrency: 1,
      batchDeadlineMs: 10_000,
      handle: async ({ records }) => {
        for (const { value } of records) {
          causes.push(
            comparisonsMadeV1.parse(JSON.parse(new TextDecoder().decode(value ?? new Uint8Array()))).cause.submissionId,
          );
        }
        return { nextOffset: String(Number(records.at(-1)?.offset) + 1) };
      },
    });
    await eventually(() => expect(causes).toContain("revision"), 20_000);
    await reading.close();
  });

  it("keeps the first content of an id", async () => {
    await push("first", [level("210421", 2021, 999)]);
    await eventually(async () => {
      const rows = await warehouse.query<{ state: string; issues: Record<string, number> }>(
        "SELECT state, issue_counts AS issues FROM submissions FINAL WHERE submission_id = 'first' ORDER BY version",
      );
      expect(rows).toMatchObject([{ state: "stored" }, { state: "rejected", issues: { ID_REUSED: 1 } }]);
    }, 20_000);
    expect(
      await warehouse.query("SELECT count() AS n FROM observations FINAL WHERE region = '210421' AND value = 999"),
    ).toEqual([{ n: "0" }]);
  });

  it("lists what nobody could read, with the submission it names", async () => {
    const { topic, type } = EVENTS.submissionValidated;
    const broken = encodeEvent({
      id: "x",
      type,
      source: "bureau",
      time: "2022-01-01T00:00:00Z",
      data: { no: "shape" },
      correlationId: "lost",
    });
    await eventLog.publish(topic, [{ key: "bureau", ...broken }]);
    await eventually(async () => {
      const rows = await warehouse.query(
        "SELECT stage, code, topic FROM dead_letters FINAL WHERE submission_id = 'lost'",
      );
      expect(rows).toEqual([{ stage: "aggregator-store", code: "VALUE_WRONG_SHAPE", topic }]);
    }, 20_000);
  });
});
