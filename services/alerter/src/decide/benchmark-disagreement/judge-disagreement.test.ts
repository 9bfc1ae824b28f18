import { describe, expect, it } from "vitest";
import { decideAlert } from "../decide-alert.ts";
import { benchmarkDisagreement } from "./benchmark-disagreement.ts";
import type { Disagreement } from "./disagreement.ts";
import { judgeDisagreement } from "./judge-disagreement.ts";

const FIRST = "2022-03-01T08:00:00.000Z";
const SECOND = "2022-04-01T08:00:00.000Z";

const reading = (disagreement: string, more: Partial<Disagreement> = {}): Disagreement => ({
  region: "210000-XY",
  accumulation: "ytd",
  period: "2021",
  periodEnd: "2021-12-31",
  published: "8.5",
  pooled: "8.214",
  disagreement,
  pooledOver: 41,
  expected: 41,
  absent: [],
  ...more,
});

describe("judgeDisagreement", () => {
  it.each([
    ["0.286", true],
    ["-0.286", true],
    ["0.2001", true],
    ["-0.20000001", true],
    ["0.2", false],
    ["-0.20000000000000000000", false],
    ["0.20000000000000000001", false],
    ["0.19999999999999999999", false],
    ["0", false],
  ])("of %s points is a finding: %s", (disagreement, isBreach) => {
    expect(judgeDisagreement(reading(disagreement)).isBreach).toBe(isBreach);
  });

  it("shows the published rate against the pooled one, always as a warning and within every plan", () => {
    expect(judgeDisagreement(reading("0.286"))).toEqual({
      isBreach: true,
      severity: "warning",
      period: "2021",
      periodEnd: "2021-12-31",
      value: "8.5",
      threshold: "8.214",
      gap: "0.286",
      benchmarkMethod: "published",
      rank: null,
      rankOf: null,
      outsidePlan: false,
    });
  });
});

describe("a finding's life", () => {
  const { reasons } = benchmarkDisagreement;
  const decide = (next: Disagreement | null, previous: ReturnType<typeof decideAlert>, isWithdrawn = false) =>
    decideAlert({ judgement: next === null ? null : judgeDisagreement(next), isWithdrawn, reasons }, previous, SECOND);
  const firing = decideAlert(
    { judgement: judgeDisagreement(reading("0.286")), isWithdrawn: false, reasons },
    null,
    FIRST,
  );

  it("begins with a disagreement, and not with agreement", () => {
    expect(firing).toMatchObject({ state: "firing", reason: "NEW_BREACH", startsAt: FIRST });
    expect(decide(reading("0.2"), null)).toBeNull();
  });

  it("goes on in a newer period, and says when other figures disagree", () => {
    const newer = reading("0.4", { period: "2022", periodEnd: "2022-12-31" });
    expect(decide(newer, firing)).toMatchObject({ state: "firing", reason: "STILL_DIFFERENT", startsAt: FIRST });
    expect(decide(reading("-0.4", { published: "7.814" }), firing)).toMatchObject({ reason: "REVISED", gap: "-0.4" });
  });

  it("ends by agreement or a withdrawal, and by no silence or older period", () => {
    expect(decide(reading("0.1"), firing)).toMatchObject({ state: "resolved", reason: "AGREES", resolvedAt: SECOND });
    expect(decide(null, firing, true)).toMatchObject({ state: "resolved", reason: "WITHDRAWN", resolvedAt: SECOND });
    expect(decide(null, firing)).toBeNull();
    expect(decide(reading("0", { period: "2020", periodEnd: "2020-12-31" }), firing)).toBeNull();
  });
});
