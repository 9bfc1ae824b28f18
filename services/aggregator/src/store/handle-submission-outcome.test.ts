import {
  EVENTS,
  loadReference,
  type SubmissionSettledV1,
  type SubmissionValidatedV1,
  type ValidatedObservation,
} from "@yardstick/contracts";
import { beforeEach, describe, expect, it } from "vitest";
import { handleSubmissionOutcome } from "./handle-submission-outcome.ts";
import type { OutcomeEvent } from "./outcome-event.ts";
import { createSimulatedTables, type SimulatedTables } from "./testing/simulated-tables.ts";

const reference = loadReference();
let tables: SimulatedTables;
let asked: number;
let offset: number;
let audit: unknown[][];
let told: (SubmissionSettledV1 & { key: string; id: string | undefined })[];

beforeEach(() => {
  tables = createSimulatedTables();
  asked = 0;
  offset = 0;
  audit = [];
  told = [];
});

const row = (region: string, value: string | null, more: Partial<ValidatedObservation> = {}): ValidatedObservation => ({
  ...{ row: 1, indicator: "gdp", region, period: "2021", periodStart: "2021-01-01", periodEnd: "2021-12-31" },
  ...{ accumulation: "ytd", measure: "level", priceBasis: "current", caliber: "natural", value, unit: "元" },
  ...{ submittedValue: value ?? "", submittedUnit: "元", status: "preliminary", releasedAt: null },
  ...{ citation: "", note: "", explanation: null, ...more },
});

const validated = (observations: ValidatedObservation[], more: Partial<SubmissionValidatedV1> = {}) => ({
  outcome: "validated" as const,
  traceparent: null,
  authId: "",
  event: {
    ...{ submissionId: `s${offset}`, source: "county", mode: "atomic" as const, contentSha256: `c${offset}` },
    received: { at: "2022-01-01T00:00:00.000Z", partition: 0, offset: String(offset++) },
    ...{ rows: observations.length, rejectedRows: 0, issues: [], issueCounts: {}, observations, ...more },
  },
});

/**
 * What the loop does with a batch. Answers what is to be computed again, by the record's key and its scope; what sources are
 * told is in `told`.
 */
async function handle(...submissions: OutcomeEvent[]): Promise<string[]> {
  const published: string[] = [];
  const stored = tables.stored(async () => {
    asked += 1;
  });
  const context = { stored, reference, topicPrefix: "" };
  let round = await handleSubmissionOutcome(
    submissions.map((value) => ({ value })),
    context,
  );
  for (;;) {
    for (const write of [...(round.inserts ?? []), ...(round.receipts ?? [])]) {
      tables.write(write).view();
      if ("table" in write && write.table === "audit") audit.push(...(write.rows as unknown[][]));
    }
    for (const { topic, key, headers, value } of round.publishes ?? []) {
      const data = JSON.parse(new TextDecoder().decode(value));
      if (topic === EVENTS.submissionSettled.topic) told.push({ key, id: headers.ce_id, ...data });
      else published.push(`${key} in ${data.scope}`);
    }
    const next = await round.afterwards?.();
    if (next === undefined || next === null) return published;
    round = next;
  }
}

const receipt = (id: string) => {
  const found = tables.receipts().filter(({ submission_id: of }) => of === id);
  return found.map(({ state, accepted, superseded, unchanged, rejected, issue_counts: issues }) => ({
    ...{ state, counts: [accepted, superseded, unchanged, rejected], issues },
  }));
};
const current = () =>
  [...tables.observations.values()].map(({ region, value, source, outcome }) => [region, value, source, outcome]);

describe("handleSubmissionOutcome", () => {
  it("counts by what was received before, also within the batch, and every row once", async () => {
    const second = validated([row("210421", "1"), row("210422", "3", { row: 2 }), row("210423", "4", { row: 4 })], {
      rows: 4,
      rejectedRows: 1,
    });
    const published = await handle(validated([row("210421", "1"), row("210422", "2")]), {
      ...second,
      event: { ...second.event, submissionId: "second", received: { ...second.event.received, offset: "9" } },
    });
    expect(receipt("second")).toEqual([{ state: "stored", counts: [1, 1, 1, 1], issues: {} }]);
    expect(tables.receipts().map(({ outcomes }) => outcomes)).toContainEqual([
      ...["unchanged", "superseded", "rejected", "accepted"],
    ]);
    expect(new Set(published)).toEqual(new Set(["gdp in 210000-XY", "gdp in 210400-XY"]));
  });

  it("asks four questions about a batch that nobody contests", async () => {
    await handle(validated([row("210421", "1"), row("210422", "2")]), validated([row("210421", "2")]));
    expect(asked).toBeLessThanOrEqual(5);
  });

  it("refuses all of an atomic submission for one row that another source owns, says which, and keeps the claims", async () => {
    await handle(validated([row("210421", "1")], { source: "city" }));
    await handle(validated([row("210422", "1"), row("210421", "2", { row: 2 })]));
    expect(receipt("s1")).toEqual([{ state: "rejected", counts: [0, 0, 0, 2], issues: { OWNED_BY_OTHER_SOURCE: 1 } }]);
    expect(tables.issues()).toMatchObject([
      { code: "OWNED_BY_OTHER_SOURCE", row: 2, coordinate: "gdp/210421/2021/ytd/level/current/natural" },
    ]);
    expect([...tables.vintages.values()].map(({ region, outcome }) => [region, outcome])).toEqual([
      ["210421", "accepted"],
      ["210422", "refused"],
      ["210421", "refused"],
    ]);
    expect(current()).toEqual([
      ["210421", "1", "city", "accepted"],
      ["210422", null, "county", "refused"],
    ]);
  });

  it("keeps the other rows of a partial one", async () => {
    await handle(validated([row("210421", "1")], { source: "city" }));
    await handle(validated([row("210422", "1"), row("210421", "2")], { mode: "partial" }));
    expect(receipt("s1")).toMatchObject([{ state: "stored", counts: [1, 0, 0, 1] }]);
  });

  it("gives a coordinate back to whom it belongs when the first to report comes by last, and takes back what followed", async () => {
    const first = validated([row("210421", "1")], { source: "city" });
    const late = validated([row("210421", "2"), row("210422", "2", { row: 2 })]);
    const later = validated([row("210422", "5")], { source: "other" });
    await handle(late);
    await handle(later);
    expect(receipt("s1")).toMatchObject([{ state: "stored", counts: [2, 0, 0, 0] }]);
    expect(receipt("s2")).toMatchObject([{ state: "rejected" }]);
    const published = await handle(first);
    expect(receipt("s0")).toMatchObject([{ state: "stored", counts: [1, 0, 0, 0], issues: {} }]);
    expect(receipt("s1")).toMatchObject([{ state: "rejected", issues: { OWNED_BY_OTHER_SOURCE: 1 } }]);
    expect(receipt("s2")).toMatchObject([{ state: "stored", counts: [1, 0, 0, 0], issues: {} }]);
    expect(tables.issues()).toMatchObject([{ submission_id: "s1", code: "OWNED_BY_OTHER_SOURCE" }]);
    expect(current()).toEqual([
      ["210421", "1", "city", "accepted"],
      ["210422", "5", "other", "accepted"],
    ]);
    expect(published.length).toBeGreaterThan(2);
  });

  it("tells of a lowered status, which passes with an explanation", async () => {
    await handle(validated([row("210421", "1", { status: "final" })]));
    await handle(validated([row("210421", "2", { status: "flash" })]));
    await handle(validated([row("210421", "2", { status: "flash", explanation: "typing error in the final" })]));
    expect(receipt("s1")).toMatchObject([{ state: "rejected", issues: { STATUS_LOWERED: 1 } }]);
    expect(receipt("s2")).toMatchObject([{ state: "stored", counts: [0, 1, 0, 0], issues: { STATUS_LOWERED: 1 } }]);
    expect(tables.issues().map(({ severity }) => severity)).toEqual(["error", "warning"]);
  });

  it("leaves a withdrawn coordinate without a figure, older vintages notwithstanding, until its source reports again", async () => {
    const withdrawn = { status: "withdrawn", explanation: "wrong year" };
    await handle(validated([row("210421", null, withdrawn)]));
    expect(receipt("s0")).toMatchObject([{ state: "rejected", issues: { WITHDRAWS_NOTHING: 1 } }]);
    await handle(validated([row("210421", "1")]));
    await handle(validated([row("210421", null, withdrawn)]));
    expect(current()).toEqual([["210421", null, "county", "superseded"]]);
    await handle(validated([row("210421", "3", { status: "flash" })]));
    expect(current()).toEqual([["210421", "3", "county", "superseded"]]);
  });

  it("answers a repetition under the same id with nothing, and refuses other content under it", async () => {
    const first = validated([row("210421", "1")], { submissionId: "same", contentSha256: "a" });
    await handle(first);
    await handle(validated([row("210421", "1")], { submissionId: "same", contentSha256: "a" }));
    expect(receipt("same")).toHaveLength(1);
    await handle(validated([row("210421", "9")], { submissionId: "same", contentSha256: "b" }));
    expect(receipt("same")).toMatchObject([{ state: "stored" }, { state: "rejected", issues: { ID_REUSED: 1 } }]);
    expect(current()).toMatchObject([["210421", "1", "county", "accepted"]]);
  });

  it("says where each row stood in its file, and keeps it when another submission changes what became of it", async () => {
    const first = validated([row("210421", "1")], { source: "city" });
    const file = {
      origin: { format: "xlsx", fileName: "gdp.xlsx", feed: "fushun" },
      places: ["表1!C7", "表1!C8"],
    } as const;
    const late = validated([row("210421", "2"), row("210422", "2", { row: 2 })], {
      ...{ ...file, places: [...file.places], mode: "partial", rows: 2 },
    });
    const said = {
      format: "xlsx",
      file_name: "gdp.xlsx",
      feed: "fushun",
      places: ["表1!C7", "表1!C8"],
      auth_id: "key1",
    };
    const theirs = () => tables.receipts().find(({ submission_id: id }) => id === "s1");
    await handle({ ...late, authId: "key1" });
    expect(theirs()).toMatchObject({ ...said, outcomes: ["accepted", "accepted"] });
    await handle(first);
    expect(theirs()).toMatchObject({ ...said, outcomes: ["rejected", "accepted"] });
    expect(tables.issues()).toMatchObject([{ code: "OWNED_BY_OTHER_SOURCE", row: 1, place: "表1!C7" }]);
  });

  it("tells what became of a submission, the same when it is delivered again, and anew when another changes it", async () => {
    const first = validated([row("210421", "1")], { source: "city" });
    const late = validated([row("210421", "2")]);
    const accepted = { submissionId: "s1", source: "county", key: "county", state: "stored", contentSha256: "c1" };
    await handle(late);
    await handle(late);
    expect(told).toMatchObject([accepted, accepted]);
    expect(told[0]).toEqual(told[1]);
    await handle(first);
    expect(told.slice(2)).toMatchObject(
      [
        { submissionId: "s1", state: "rejected", counts: { rejected: 1 }, issueCounts: { OWNED_BY_OTHER_SOURCE: 1 } },
        { submissionId: "s0", state: "stored", counts: { accepted: 1 } },
      ].toReversed(),
    );
    expect(new Set(told.map(({ id }) => id)).size).toBe(3);
  });

  it("writes a line for each submission that came with a key, the same one when it is delivered again", async () => {
    const keyed = { ...validated([row("210421", "1")]), authId: "key1" };
    await handle(keyed, validated([row("210422", "1")]));
    await handle(keyed);
    const line = ["2022-01-01 00:00:00.000", "key1", "submit", "county", "s0", '{"rows":1,"contentSha256":"c0"}'];
    expect(audit).toEqual([line, line]);
  });

  it("keeps the validator's answer about a rejected one, with its issues", async () => {
    const { observations: _, rejectedRows: __, ...event } = validated([row("210421", "1")]).event;
    await handle({
      outcome: "rejected",
      traceparent: null,
      authId: "",
      event: { ...event, rows: 7, issueCounts: { X: 7 } },
    });
    expect(receipt("s0")).toEqual([{ state: "rejected", counts: [0, 0, 0, 7], issues: { X: 7 } }]);
    expect(tables.receipts()[0]?.outcomes).toEqual(Array(7).fill("rejected"));
    expect(told).toMatchObject([
      { submissionId: "s0", state: "rejected", counts: { rejected: 7 }, issueCounts: { X: 7 } },
    ]);
    expect(tables.vintages.size).toBe(0);
  });
});
