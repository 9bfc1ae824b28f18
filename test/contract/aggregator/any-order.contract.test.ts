import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createAggregatorService } from "@yardstick/aggregator";
import {
  EVENTS,
  loadReference,
  type SubmissionMode,
  type SubmissionValidatedV1,
  TOPIC_DEFAULTS,
  TOPIC_NAMES,
  type ValidatedObservation,
} from "@yardstick/contracts";
import { createMemoryEventLog, type EventLog, partitionForKey } from "@yardstick/event-log";
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

const shipped = loadReference();
/** The city is of record for the GDP of one county. */
const reference = {
  ...shipped,
  sourcesOfRecord: [{ indicator: "gdp", regionPrefix: "210423", source: "city", from: null, to: null }],
};
const logger = createSilentLogger();

let directory: string;
let warehouse: Warehouse;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "yardstick-any-order-"));
  const settings = warehouseSettings({ YARDSTICK_DATA_DIR: directory });
  warehouse = await openWarehouse(settings, { logger });
  const profile = deploymentProfile(settings);
  await migrate(warehouse, { migrations: await readMigrations(), profile, log: () => undefined });
  await loadReferenceTables(warehouse, reference, 1);
}, 60_000);

afterAll(async () => {
  await warehouse.close();
  await rm(directory, { recursive: true, force: true });
});

interface Said {
  readonly source: string;
  readonly mode?: SubmissionMode;
  readonly rows: readonly Partial<ValidatedObservation>[];
}

const figure = (region: string, year: number, value: string | null, more: Partial<ValidatedObservation> = {}) => ({
  ...{ region, period: `${year}`, periodStart: `${year}-01-01`, periodEnd: `${year}-12-31`, value },
  ...more,
});

/** In the order of the log. The county bureau's atomic submission falls with one row, and gives back what it held. */
const LOG: readonly Said[] = [
  { source: "city", rows: [figure("210421", 2020, "100"), figure("210422", 2020, "200")] },
  {
    source: "county",
    rows: [figure("210421", 2021, "130"), figure("210422", 2020, "201"), figure("210423", 2020, "300")],
  },
  { source: "town", rows: [figure("210421", 2021, "131")] },
  { source: "town", mode: "partial", rows: [figure("210423", 2020, "301"), figure("210422", 2020, "9")] },
  { source: "city", rows: [figure("210423", 2020, "302", { status: "final" }), figure("210422", 2021, "210")] },
  { source: "town", rows: [figure("210423", 2020, "303")] },
  { source: "city", rows: [figure("210423", 2020, "304", { status: "flash" })] },
  { source: "city", rows: [figure("210422", 2021, null, { status: "withdrawn", explanation: "wrong year" })] },
  { source: "county", mode: "partial", rows: [figure("210421", 2021, "132"), figure("210423", 2021, "320")] },
];

function eventOf({ source, mode = "atomic", rows }: Said, by: number): SubmissionValidatedV1 {
  const observations = rows.map((row, at) => ({
    ...{ row: at + 1, indicator: "gdp", accumulation: "ytd", measure: "level", priceBasis: "current" },
    ...{ caliber: "natural", unit: "元", submittedValue: row.value ?? "", submittedUnit: "元", status: "preliminary" },
    ...{ releasedAt: null, citation: "", note: "", explanation: null, ...row },
  })) as ValidatedObservation[];
  const at = new Date(Date.UTC(2022, 0, 1) + by).toISOString();
  return {
    ...{ submissionId: `s${by}`, source, mode, contentSha256: `c${by}`, rows: rows.length, rejectedRows: 0 },
    ...{ received: { at, partition: 0, offset: String(by) }, issues: [], issueCounts: {}, observations },
  };
}

async function publish(eventLog: EventLog, indexes: readonly number[]): Promise<void> {
  const { type, topic } = EVENTS.submissionValidated;
  for (const by of indexes) {
    const data = eventOf(LOG[by] as Said, by);
    const { source, submissionId, received } = data;
    const event = encodeEvent({ id: `e${by}`, type, source, time: received.at, data, correlationId: submissionId });
    await eventLog.publish(topic, [{ key: source, ...event }]);
  }
}

const TABLES = ["observation_vintages", "observations", "submissions", "submission_issues", "growth", "comparisons"];

/**
 * Runs the stages over empty tables: each group of submissions is published once the one before is settled. Results are
 * computed once, from all that was announced.
 */
async function settle(groups: readonly (readonly number[])[], between: Warehouse = warehouse) {
  for (const table of TABLES) await warehouse.command(`TRUNCATE TABLE ${table}`);
  const eventLog = createMemoryEventLog({ logger, clock: systemClock });
  await eventLog.ensureTopics(TOPIC_NAMES.map((name) => ({ name, ...TOPIC_DEFAULTS, replicationFactor: null })));
  const stages = createAggregatorService({
    ...{ topicPrefix: "", reference, eventLog, warehouse: between, clock: systemClock, logger },
    limits: pipelineLimits(z.object(pipelineConfig).parse({})),
    metrics: createMetrics(),
  });
  const [store, recompute] = stages;
  if (store === undefined || recompute === undefined) throw new Error("the store and the recompute stage");
  await store.start();
  for (const indexes of groups) {
    await publish(eventLog, indexes);
    await done(store);
  }
  await recompute.start();
  await done(recompute);
  for (const stage of [store, recompute]) await stage.stop();
  await eventLog.close();
  const state: Record<string, unknown[]> = {};
  for (const table of TABLES) {
    const rows = await warehouse.query(`SELECT * FROM ${table} FINAL`);
    state[table] = rows.map((row) => JSON.stringify(row)).sort();
  }
  return state;
}

/** Resolves when a stage has nothing left to read; rejects when it fails. */
async function done(stage: StageComponent): Promise<void> {
  const failed = Promise.resolve(stage.failed).then(() => Promise.reject(new Error(`${stage.name} ended`)));
  await Promise.race([eventually(async () => expect(await stage.lag(), stage.name).toBe(0), 60_000), failed]);
}

const ALL = LOG.map((_, at) => at);
const of = (source: string) => ALL.filter((at) => LOG[at]?.source === source);

describe("one log, read in any order of its partitions", () => {
  let inOrder: Record<string, unknown[]>;

  beforeAll(async () => {
    inOrder = await settle(ALL.map((at) => [at]));
  }, 120_000);

  it("comes to this when it is read in its order", async () => {
    const receipts = await warehouse.query(
      "SELECT submission_id AS id, state, accepted, superseded, unchanged, rejected, mapKeys(issue_counts) AS codes FROM submissions FINAL ORDER BY id",
    );
    const receipt = (id: string, state: string, counts: number[], ...codes: string[]) => {
      const [accepted, superseded, unchanged, rejected] = counts;
      return { id, state, accepted, superseded, unchanged, rejected, codes };
    };
    expect(receipts).toEqual([
      receipt("s0", "stored", [2, 0, 0, 0]),
      receipt("s1", "rejected", [0, 0, 0, 3], "OWNED_BY_OTHER_SOURCE"),
      receipt("s2", "stored", [1, 0, 0, 0]),
      receipt("s3", "stored", [1, 0, 0, 1], "OWNED_BY_OTHER_SOURCE"),
      receipt("s4", "stored", [1, 1, 0, 0]),
      receipt("s5", "rejected", [0, 0, 0, 1], "OWNED_BY_OTHER_SOURCE"),
      receipt("s6", "rejected", [0, 0, 0, 1], "STATUS_LOWERED"),
      receipt("s7", "stored", [0, 1, 0, 0]),
      receipt("s8", "stored", [1, 0, 0, 1], "OWNED_BY_OTHER_SOURCE"),
    ]);
    const current = await warehouse.query(
      "SELECT region, period, toString(value) AS value, source FROM observations FINAL ORDER BY period, region",
    );
    expect(current).toEqual([
      { region: "210421", period: "2020", value: "100", source: "city" },
      { region: "210422", period: "2020", value: "200", source: "city" },
      { region: "210423", period: "2020", value: "302", source: "city" },
      { region: "210421", period: "2021", value: "131", source: "town" },
      { region: "210422", period: "2021", value: null, source: "city" },
      { region: "210423", period: "2021", value: "320", source: "county" },
    ]);
  });

  it.each([
    ["the city's partition last", [of("county"), of("town"), of("city")]],
    ["the county's last", [of("town"), of("city"), of("county")]],
    [
      "the town's first, the county's next, one by one",
      [...of("town"), ...of("county"), ...of("city")].map((at) => [at]),
    ],
    ["all at once", [[...of("town"), ...of("city"), ...of("county")]]],
    ["twice", [of("county"), of("city"), of("town"), of("city"), of("county")]],
  ])(
    "ends in the same rows of every table with %s",
    async (_, groups) => {
      const state = await settle(groups);
      for (const table of TABLES) expect(state[table], table).toEqual(inOrder[table]);
    },
    120_000,
  );

  it("ends in the same rows when all sources read before any of them has written", async () => {
    const partitions = LOG.map(({ source }) => partitionForKey(source, TOPIC_DEFAULTS.partitions));
    const readers = new Set(partitions).size;
    expect(readers).toBeGreaterThan(1);
    const state = await settle([ALL], afterAllHaveRead(warehouse, readers));
    for (const table of TABLES) expect(state[table], table).toEqual(inOrder[table]);
  }, 120_000);
});

/** Holds the answers to the first questions about claims until as many stages have asked: a race that always happens. */
function afterAllHaveRead(real: Warehouse, readers: number): Warehouse {
  let asked = 0;
  let release: () => void = () => undefined;
  const everybody = new Promise<void>((resolve) => {
    release = resolve;
  });
  return {
    insert: (...args) => real.insert(...args),
    command: (...args) => real.command(...args),
    ping: (...args) => real.ping(...args),
    close: () => real.close(),
    query: async <Row>(sql: string, ...args: [Record<string, unknown>?, Record<string, string | number>?]) => {
      const rows = await real.query<Row>(sql, ...args);
      if (!sql.includes("AS mark\n") || asked >= readers) return rows;
      asked += 1;
      if (asked === readers) release();
      await everybody;
      return rows;
    },
  };
}
