import {
  EVENTS,
  type IndicatorPeriodChangedV1,
  loadReference,
  packPosition,
  type ReferenceData,
  type SubmissionSettledV1,
  type ValidatedObservation,
} from "@yardstick/contracts";
import fc from "fast-check";
import { expect, it } from "vitest";
import type { OutcomeEvent } from "./outcome-event.ts";
import { foldLog, type LoggedSubmission } from "./testing/log-order-fold.ts";
import { runInterleaved } from "./testing/random-interleaving.ts";
import { keyOf, type Row, type SimulatedTables } from "./testing/simulated-tables.ts";

const shipped = loadReference();
const REGIONS = ["210421", "210422"];
const YEARS = ["2019", "2021"];
const SOURCES = ["a", "b", "c", "d"];

interface Sent {
  readonly source: number;
  readonly atomic: boolean;
  readonly isRejected: boolean;
  /** Sends its source's last submission once more under its id, with its content or with another. */
  readonly again: "no" | "same" | "other";
  readonly rows: readonly { place: number; value: string; status: string; explained: boolean }[];
}

const sentRow = fc.record({
  place: fc.nat({ max: 3 }),
  value: fc.constantFrom("1", "2"),
  status: fc.constantFrom("unknown", "flash", "preliminary", "final", "final", "withdrawn", "missing"),
  explained: fc.boolean(),
});

const sent: fc.Arbitrary<Sent> = fc.record({
  source: fc.nat({ max: 3 }),
  atomic: fc.boolean(),
  isRejected: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
  again: fc.constantFrom("no", "no", "no", "no", "no", "same", "other"),
  rows: fc.uniqueArray(sentRow, { selector: ({ place }) => place, minLength: 1, maxLength: 3 }),
});

const scenario = fc.record({
  sources: fc.integer({ min: 2, max: 4 }),
  partitions: fc.integer({ min: 1, max: 4 }),
  log: fc.array(sent, { minLength: 2, maxLength: 9 }),
  /** Whose figures of the first region are of record; nobody's where it is above the sources. */
  ofRecord: fc.nat({ max: 7 }),
  kills: fc.nat({ max: 3 }),
  rewinds: fc.nat({ max: 2 }),
  seed: fc.integer(),
});
type Scenario = typeof scenario extends fc.Arbitrary<infer Value> ? Value : never;

it("ends in the state of the log, whatever the order in which partitions are read, redelivered and died upon", async () => {
  await fc.assert(
    fc.asyncProperty(scenario, async (given) => {
      const { log, events, reference } = logOf(given);
      const computed = new Map<string, string>();
      const told = new Map<number, string>();
      const tables = await runInterleaved({
        ...given,
        ...{ reference, choose: chooser(given.seed) },
        partitions: partitionsOf(events, given),
        onPublish: ({ topic, value, headers }, at) => {
          const data = JSON.parse(new TextDecoder().decode(value)) as IndicatorPeriodChangedV1 | SubmissionSettledV1;
          if (topic === EVENTS.submissionSettled.topic) {
            const { state, counts } = data as SubmissionSettledV1;
            told.set(
              Date.parse(headers.ce_time ?? "") - Date.UTC(2022, 0, 1),
              `${state} ${Object.values(counts).join("/")}`,
            );
            return;
          }
          const { indicator, periodEnds } = data as IndicatorPeriodChangedV1;
          for (const [key, row] of at.observations) {
            if (row.indicator === indicator && periodEnds.includes(row.period_end)) computed.set(key, shown(row));
          }
        },
      });
      expect(stateOf(tables)).toEqual(wantedState(log));
      for (const [key, row] of tables.observations) expect(computed.get(key), key).toBe(shown(row));
      for (const row of tables.receipts())
        expect(told.get(offsetOf(row.version))).toBe(`${row.state} ${countsIn(row)}`);
    }),
    { seed: 20_181, numRuns: 1_500 },
  );
}, 120_000);

const offsetOf = (version: unknown) => Number(BigInt(String(version)) & ((1n << 63n) - 1n));
const countsIn = (row: Row) => [row.accepted, row.superseded, row.unchanged, row.rejected].join("/");

const shown = ({ source, submission_id: id, outcome, version, value }: Row) =>
  JSON.stringify([source, id, outcome === "refused" ? "none" : value, String(version)]);

/** A small generator of its own, so that a seed says everything about the order. */
function chooser(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0;
    const mixed = Math.imul(state ^ (state >>> 13), 0x297a2d39) >>> 0;
    return ((mixed ^ (mixed >>> 16)) >>> 0) % below;
  };
}

/** The log as the fold reads it and as the stage does. */
function logOf({ log: given, sources, ofRecord }: Scenario) {
  const record = SOURCES[ofRecord < sources ? ofRecord : -1];
  const lastOf = new Map<string, { id: string; content: string }>();
  const log: LoggedSubmission[] = given.map(({ source: at, atomic, isRejected, again, rows }, by) => {
    const source = SOURCES[at % sources] ?? "a";
    const last = again === "no" || isRejected ? undefined : lastOf.get(source);
    const id = last?.id ?? `s${by}`;
    const content = last !== undefined && again === "same" ? last.content : `c${by}`;
    if (!isRejected) lastOf.set(source, { id, content });
    const logged = rows.map(({ place, value, status, explained }) => ({
      ...{ place: String(place), status, explained },
      value: status === "withdrawn" || status === "missing" ? null : value,
      ofRecord: source === record && place < 2,
    }));
    return { source, id, content, atomic, rows: isRejected ? null : logged };
  });
  const entry = { indicator: "gdp", regionPrefix: REGIONS[0] ?? "", source: record ?? "", from: null, to: null };
  const reference: ReferenceData = { ...shipped, sourcesOfRecord: record === undefined ? [] : [entry] };
  return { log, events: log.map(eventOf), reference };
}

function eventOf({ source, id, content, atomic, rows }: LoggedSubmission, by: number): OutcomeEvent {
  const event = {
    ...({ submissionId: id, source, mode: atomic ? "atomic" : "partial", contentSha256: content } as const),
    ...{ received: receivedAt(by), rows: rows?.length ?? 1, issues: [], issueCounts: {} },
  };
  if (rows === null) return { outcome: "rejected", traceparent: null, authId: "", event };
  const observations = rows.map(
    ({ place, value, status, explained }, at): ValidatedObservation => ({
      ...{ row: at + 1, indicator: "gdp", region: REGIONS[Math.floor(Number(place) / 2)] ?? "" },
      ...{ period: yearOf(place), periodStart: `${yearOf(place)}-01-01`, periodEnd: `${yearOf(place)}-12-31` },
      ...{ accumulation: "ytd", measure: "level", priceBasis: "current", caliber: "natural", value, unit: "元" },
      ...{ submittedValue: value ?? "", submittedUnit: "元", status, releasedAt: null, citation: "", note: "" },
      explanation: explained ? "because" : null,
    }),
  );
  return { outcome: "validated", traceparent: null, authId: "", event: { ...event, rejectedRows: 0, observations } };
}

const yearOf = (place: string) => YEARS[Number(place) % 2] ?? "";
const receivedAt = (by: number) => ({
  at: new Date(Date.UTC(2022, 0, 1) + by).toISOString(),
  partition: 0,
  offset: String(by),
});

/** A source has one partition of each topic: of what passed, and of what was rejected. */
function partitionsOf(events: readonly OutcomeEvent[], { partitions }: Scenario): OutcomeEvent[][] {
  const queues = new Map<string, OutcomeEvent[]>();
  for (const each of events) {
    const queue = `${each.outcome}/${SOURCES.indexOf(each.event.source) % partitions}`;
    queues.set(queue, [...(queues.get(queue) ?? []), each]);
  }
  return [...queues.values()];
}

const versionOf = (by: number, ofRecord: boolean) => packPosition(receivedAt(by)) | (ofRecord ? 1n << 127n : 0n);

function wantedState(log: readonly LoggedSubmission[]) {
  const { submissions, standing } = foldLog(log);
  const claims: string[] = [];
  const receipts: string[] = [];
  for (const [by, { outcomes, faults, state }] of submissions.entries()) {
    const { source, id, rows } = log[by] as LoggedSubmission;
    for (const [at, outcome] of outcomes.entries()) claims.push(`${by}/${at + 1} ${outcome}`);
    if (state === null) continue;
    const isStored = state === "stored";
    const count = (wanted: string) => (isStored ? outcomes.filter((outcome) => outcome === wanted).length : 0);
    const sent = rows?.length ?? 1;
    const taken = ["accepted", "superseded", "unchanged"].map(count);
    const rejected = sent - taken.reduce((sum, n) => sum + n, 0);
    const became = Array.from({ length: sent }, (_, at) => (isStored ? outcomes[at] : "refused"));
    const byRow = became.map((outcome) => (outcome === "refused" ? "rejected" : outcome)).join("/");
    const found = faults.map((fault) => {
      const [code, at] = fault.split(" ");
      return at === undefined ? code : `${code} ${Number(at) + 1}`;
    });
    receipts.push(`${source}/${id}/${by} ${state} ${[...taken, rejected].join("/")} ${byRow} ${found.sort().join()}`);
  }
  return { claims: claims.sort(), receipts: receipts.sort(), current: wantedCurrent(log, submissions, standing) };
}

/** The figure of each place, and its version: the highest of all claims where several sources claim it or one was refused. */
function wantedCurrent(
  log: readonly LoggedSubmission[],
  submissions: ReturnType<typeof foldLog>["submissions"],
  standing: ReturnType<typeof foldLog>["standing"],
): string[] {
  return [...standing]
    .map(([place, by]) => {
      const claims = log.flatMap(({ source, rows }, at) =>
        (rows ?? []).flatMap((row, index) =>
          row.place === place
            ? [{ source, at, outcome: submissions[at]?.outcomes[index], version: versionOf(at, row.ofRecord) }]
            : [],
        ),
      );
      const isContested = new Set(claims.map(({ source }) => source)).size > 1;
      const isAboveAll = isContested || claims.some(({ outcome }) => outcome === "refused");
      const inOrder = claims.toSorted((one, other) => (one.version < other.version ? -1 : 1));
      const highest = inOrder.filter(({ at }) => isAboveAll || at === by).at(-1)?.version;
      return `${place} ${by === null ? "none" : by} ${highest}`;
    })
    .sort();
}

function stateOf(tables: SimulatedTables) {
  const placeOf = (row: Row) => REGIONS.indexOf(row.region) * 2 + YEARS.indexOf(row.period);
  const issues = tables.issues();
  return {
    claims: [...tables.vintages.values()]
      .map((row) => `${offsetOf(row.version)}/${row.submission_row} ${row.outcome}`)
      .sort(),
    receipts: tables
      .receipts()
      .map((row) => {
        const own = issues.filter(
          (issue) => issue.submission_id === row.submission_id && issue.version === row.version,
        );
        const found = own.map(({ code, row: at }) => (at === null ? code : `${code} ${at}`)).sort();
        return `${row.source}/${row.submission_id}/${offsetOf(row.version)} ${row.state} ${countsIn(row)} ${row.outcomes.join("/")} ${found.join()}`;
      })
      .sort(),
    current: [...tables.observations]
      .map(([key, row]) => {
        if (key !== keyOf(row)) throw new Error(`${key} holds another's row`);
        const by =
          row.outcome === "refused" ? "none" : Date.parse(`${row.known_at.replace(" ", "T")}Z`) - Date.UTC(2022, 0, 1);
        return `${placeOf(row)} ${by} ${row.version}`;
      })
      .sort(),
  };
}
