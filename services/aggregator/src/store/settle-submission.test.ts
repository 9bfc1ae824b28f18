import { loadReference, type SubmissionValidatedV1, type ValidatedObservation } from "@yardstick/contracts";
import { beforeEach, describe, expect, it } from "vitest";
import type { OutcomeEvent } from "./outcome-event.ts";
import { type StoreFacts, settleSubmission } from "./settle-submission.ts";

const reference = loadReference();
let facts: StoreFacts;
let offset = 0;

beforeEach(() => {
  facts = { known: new Map(), vintages: new Map(), reference };
  offset = 0;
});

const row = (region: string, value: string, more: Partial<ValidatedObservation> = {}): ValidatedObservation => ({
  row: 1,
  indicator: "gdp",
  region,
  period: "2021",
  periodStart: "2021-01-01",
  periodEnd: "2021-12-31",
  accumulation: "ytd",
  measure: "level",
  priceBasis: "current",
  caliber: "natural",
  value,
  unit: "元",
  submittedValue: value,
  submittedUnit: "元",
  status: "preliminary",
  releasedAt: null,
  citation: "",
  note: "",
  explanation: null,
  ...more,
});

const validated = (observations: ValidatedObservation[], more: Partial<SubmissionValidatedV1> = {}): OutcomeEvent => ({
  outcome: "validated",
  traceparent: null,
  event: {
    submissionId: `s${offset}`,
    source: "county",
    mode: "atomic",
    contentSha256: "a",
    received: { at: "2022-01-01T00:00:00.000Z", partition: 0, offset: String(offset++) },
    rows: observations.length,
    rejectedRows: 0,
    issues: [],
    issueCounts: {},
    observations,
    ...more,
  },
});

describe("settleSubmission", () => {
  it("counts by what was received before, also within the batch, and every row once", () => {
    expect(settleSubmission(validated([row("210421", "1"), row("210422", "2")]), facts)).toMatchObject({
      state: "stored",
      counts: { accepted: 2, superseded: 0, unchanged: 0, rejected: 0 },
    });
    const second = validated([row("210421", "1"), row("210422", "3"), row("210423", "4")], {
      rows: 4,
      rejectedRows: 1,
    });
    const settled = settleSubmission(second, facts);
    expect(settled).toMatchObject({ counts: { accepted: 1, superseded: 1, unchanged: 1, rejected: 1 } });
    expect(settled.kind === "settled" && settled.figures.map((figure) => figure.row.region)).toEqual([
      "210422",
      "210423",
    ]);
  });

  it("refuses all of an atomic submission for one row that another source owns, and says which", () => {
    settleSubmission(validated([row("210421", "1")], { source: "city" }), facts);
    expect(settleSubmission(validated([row("210422", "1"), row("210421", "2", { row: 2 })]), facts)).toMatchObject({
      state: "rejected",
      counts: { accepted: 0, superseded: 0, unchanged: 0, rejected: 2 },
      issueCounts: { OWNED_BY_OTHER_SOURCE: 1 },
      issues: [{ code: "OWNED_BY_OTHER_SOURCE", row: 2, coordinate: "gdp/210421/2021/ytd/level/current/natural" }],
      figures: [],
    });
  });

  it("keeps the other rows of a partial one", () => {
    settleSubmission(validated([row("210421", "1")], { source: "city" }), facts);
    const partial = validated([row("210422", "1"), row("210421", "2")], { mode: "partial" });
    expect(settleSubmission(partial, facts)).toMatchObject({
      state: "stored",
      counts: { accepted: 1, superseded: 0, unchanged: 0, rejected: 1 },
    });
  });

  it("lets a refused submission own nothing", () => {
    settleSubmission(validated([row("210421", "1")], { source: "city" }), facts);
    settleSubmission(validated([row("210421", "2"), row("210422", "2")]), facts);
    expect(settleSubmission(validated([row("210422", "5")], { source: "other" }), facts)).toMatchObject({
      state: "stored",
    });
  });

  it("answers a repetition under the same id with nothing, and refuses other content under it", () => {
    const first = validated([row("210421", "1")], { submissionId: "same" });
    settleSubmission(first, facts);
    expect(settleSubmission(validated([row("210421", "1")], { submissionId: "same" }), facts)).toEqual({
      kind: "repeated",
    });
    const other = validated([row("210421", "9")], { submissionId: "same", contentSha256: "b" });
    expect(settleSubmission(other, facts)).toMatchObject({
      state: "rejected",
      issueCounts: { ID_REUSED: 1 },
      figures: [],
    });
  });

  it("decides the same when the log delivers it again", () => {
    const first = validated([row("210421", "1")]);
    const once = settleSubmission(first, facts);
    expect(settleSubmission(first, facts)).toEqual(once);
  });

  it("keeps the validator's answer about a rejected one", () => {
    const {
      observations: _,
      rejectedRows: __,
      ...event
    } = validated([row("210421", "1")]).event as SubmissionValidatedV1;
    const rejected: OutcomeEvent = { outcome: "rejected", traceparent: null, event: { ...event, rows: 7 } };
    expect(settleSubmission(rejected, facts)).toMatchObject({
      state: "rejected",
      counts: { rejected: 7 },
      figures: [],
    });
  });
});
