import { describe, expect, it } from "vitest";
import type { AlertContent } from "./alert-change.ts";
import type { Comparison } from "./county-average/comparison.ts";
import { countyAverage } from "./county-average/county-average.ts";
import { type JudgedBy, judgeComparison } from "./county-average/judge-comparison.ts";
import { decideAlert, type Observed } from "./decide-alert.ts";

const FIRST = "2022-03-01T08:00:00.000Z";
const SECOND = "2022-04-01T08:00:00.000Z";
const rule: JudgedBy = { validFrom: "2018-01", deadline: "2020-12", isRealGrowth: true };

const below = (more: Partial<Comparison> = {}): Comparison => ({
  region: "210421",
  accumulation: "ytd",
  period: "2021",
  periodEnd: "2021-12-31",
  verdict: "below",
  growth: "-3.105",
  benchmark: "8.214",
  comparedGap: "-11.319",
  benchmarkMethod: "pooled",
  basis: "reported",
  rank: 40,
  rankOf: 41,
  isProvisional: false,
  ...more,
});
const above = (more: Partial<Comparison> = {}): Comparison =>
  below({ verdict: "above", growth: "9", comparedGap: "0.786", rank: 2, ...more });
const observe = (comparison: Comparison | null, isWithdrawn = false, by = rule): Observed => ({
  judgement: comparison === null ? null : judgeComparison(comparison, by),
  isWithdrawn,
  reasons: countyAverage.reasons,
});

/** What an alert says after these judgements, one after the other. */
function after(...judgements: Comparison[]): AlertContent {
  let content: AlertContent | null = null;
  for (const judgement of judgements) content = decideAlert(observe(judgement), content, FIRST) ?? content;
  if (content === null) throw new Error("nothing was decided");
  return content;
}

const firing = after(below());
const resolved = after(below(), above());
const later = { period: "2022", periodEnd: "2022-12-31" };
const earlier = { period: "2020", periodEnd: "2020-12-31" };

describe("decideAlert without a past", () => {
  it("fires below the average, with the figures and the known-at of what woke it", () => {
    expect(decideAlert(observe(below()), null, FIRST)).toEqual({
      state: "firing",
      severity: "critical",
      reason: "NEW_BREACH",
      period: "2021",
      periodEnd: "2021-12-31",
      value: "-3.105",
      threshold: "8.214",
      gap: "-11.319",
      benchmarkMethod: "pooled",
      rank: 40,
      rankOf: 41,
      outsidePlan: true,
      startsAt: FIRST,
      resolvedAt: null,
    });
  });

  it("fires at the average: the target is strict", () => {
    expect(decideAlert(observe(below({ verdict: "at_average", comparedGap: "0" })), null, FIRST)?.state).toBe("firing");
  });

  it.each([
    ["above the average", observe(above())],
    ["no period with a verdict", observe(null)],
    ["a withdrawal", observe(null, true)],
  ])("has nothing to say about %s", (_, observed) => {
    expect(decideAlert(observed, null, FIRST)).toBeNull();
  });

  it.each([
    ["2017-12-31", true],
    ["2018-01-31", false],
    ["2020-12-31", false],
    ["2021-01-31", true],
  ])("marks %s as outside the plan's years: %s", (periodEnd, outsidePlan) => {
    expect(decideAlert(observe(below({ periodEnd })), null, FIRST)).toMatchObject({ outsidePlan });
  });
});

describe("decideAlert while firing", () => {
  it("is silent when nothing changed, however its decimals are written", () => {
    const same = below({ growth: "-3.10500000000000000000", benchmark: "8.2140", comparedGap: "-11.31900" });
    expect(decideAlert(observe(same), firing, SECOND)).toBeNull();
  });

  it.each<[string, Partial<Comparison>]>([
    ["growth", { growth: "-3" }],
    ["benchmark", { benchmark: "8" }],
    ["gap", { comparedGap: "-11" }],
    ["rank", { rank: 39 }],
    ["number of ranked members", { rankOf: 40 }],
    ["method of the benchmark", { benchmarkMethod: "published" }],
    ["severity", { isProvisional: true }],
    ["missing rank", { rank: null }],
  ])("says REVISED when the same period has another %s", (_, more) => {
    const change = decideAlert(observe(below(more)), firing, SECOND);
    expect(change).toMatchObject({ state: "firing", reason: "REVISED", startsAt: FIRST, resolvedAt: null });
  });

  it("says STILL_BELOW when a newer period is below too", () => {
    const change = decideAlert(observe(below(later)), firing, SECOND);
    expect(change).toMatchObject({ state: "firing", reason: "STILL_BELOW", period: "2022", startsAt: FIRST });
  });

  it("keeps firing at the average", () => {
    const level = below({ verdict: "at_average", growth: "8.214", comparedGap: "0" });
    expect(decideAlert(observe(level), firing, SECOND)).toMatchObject({ state: "firing", reason: "REVISED" });
  });

  it.each([
    ["the same period", {}],
    ["a newer one", later],
  ])("is resolved when %s is above the average", (_, more) => {
    const change = decideAlert(observe(above(more)), firing, SECOND);
    expect(change).toMatchObject({ state: "resolved", reason: "TARGET_MET", startsAt: FIRST, resolvedAt: SECOND });
    expect(change).toMatchObject({ value: "9", gap: "0.786" });
  });

  it("keeps its severity when it is resolved, so that receivers match the two", () => {
    expect(decideAlert(observe(above({ isProvisional: true })), firing, SECOND)?.severity).toBe("critical");
  });

  it.each([
    ["silence", observe(null)],
    ["an older period above the average", observe(above(earlier))],
    ["an older period below it", observe(below({ ...earlier, growth: "-20" }))],
  ])("is not moved by %s", (_, observed) => {
    expect(decideAlert(observed, firing, SECOND)).toBeNull();
  });

  it.each([
    ["no other period has a verdict", null],
    ["an older period is below", below(earlier)],
    ["an older period is above", above(earlier)],
  ])("is resolved by the withdrawal of its figure when %s", (_, judgement) => {
    expect(decideAlert(observe(judgement, true), firing, SECOND)).toEqual({
      ...firing,
      state: "resolved",
      reason: "WITHDRAWN",
      resolvedAt: SECOND,
    });
  });

  it("follows a verdict of its own or a newer period before a withdrawal", () => {
    expect(decideAlert(observe(below(later), true), firing, SECOND)).toMatchObject({ reason: "STILL_BELOW" });
    expect(decideAlert(observe(below(), true), firing, SECOND)).toBeNull();
  });

  it("never ends before it began, though what resolves it was received earlier", () => {
    const change = decideAlert(observe(above()), { ...firing, startsAt: SECOND }, FIRST);
    expect(change).toMatchObject({ startsAt: SECOND, resolvedAt: SECOND });
  });
});

describe("decideAlert after it was resolved", () => {
  it.each([
    ["the same figures", observe(above())],
    ["other figures above the average", observe(above({ growth: "12" }))],
    ["silence", observe(null)],
    ["a withdrawal", observe(null, true)],
    ["an older period below the average", observe(below(earlier))],
  ])("stays so with %s", (_, observed) => {
    expect(decideAlert(observed, resolved, SECOND)).toBeNull();
  });

  it("reopens as REVISED when the same period turned again", () => {
    const change = decideAlert(observe(below()), resolved, SECOND);
    expect(change).toMatchObject({ state: "firing", reason: "REVISED", startsAt: SECOND, resolvedAt: null });
  });

  it("fires anew when a newer period is below", () => {
    const change = decideAlert(observe(below(later)), resolved, SECOND);
    expect(change).toMatchObject({ state: "firing", reason: "NEW_BREACH", startsAt: SECOND });
  });

  it("takes a withdrawn figure that comes again as a revision", () => {
    const withdrawn = decideAlert(observe(null, true), firing, SECOND);
    expect(decideAlert(observe(below()), withdrawn, SECOND)).toMatchObject({ state: "firing", reason: "REVISED" });
  });
});

describe("severity", () => {
  it.each([
    ["computed", true, false, "warning"],
    ["either", true, false, "warning"],
    ["reported", true, false, "critical"],
    ["reported", true, true, "warning"],
    ["either", false, false, "critical"],
    ["either", false, true, "warning"],
  ] as const)("on basis %s, real growth %s, provisional %s is %s", (basis, isRealGrowth, isProvisional, severity) => {
    const observed = observe(below({ basis, isProvisional }), false, { ...rule, isRealGrowth });
    expect(decideAlert(observed, null, FIRST)?.severity).toBe(severity);
  });
});
