import { describe, expect, it } from "vitest";
import { EVERYTHING } from "./conditions.ts";
import { inAccumulation, inPeriod, inTime, periodFilter } from "./period-filter.ts";

const spansOf = (name: string, accumulation?: "ytd" | "period" | "point") =>
  periodFilter(name, accumulation)?.spans.map((span) => `${span.accumulation} ${span.start}`);

describe("periodFilter", () => {
  it.each([
    ["2021", undefined, ["ytd 2021-01-01", "point 2021-12-31"]],
    ["2021-Q4", undefined, ["ytd 2021-01-01", "period 2021-10-01", "point 2021-12-31"]],
    ["2021-12", "ytd", ["ytd 2021-01-01"]],
    ["2021-12", "period", ["period 2021-12-01"]],
    ["2021", "period", ["ytd 2021-01-01"]],
    ["2021-Q1", "period", ["ytd 2021-01-01"]],
    ["2021-02", "point", ["point 2021-02-28"]],
  ] as const)("%s with accumulation=%s", (name, accumulation, spans) => {
    expect(spansOf(name, accumulation)).toEqual(spans);
  });

  it("keeps the name that was asked with", () => {
    expect(periodFilter("2021-Q4")).toMatchObject({ name: "2021-Q4", end: "2021-12-31" });
    expect(periodFilter("2021-Q5")).toBeUndefined();
  });
});

describe("conditions on time", () => {
  it("bind the spans and their last day", () => {
    expect(inPeriod(periodFilter("2021-06", "period"))).toEqual({
      sql: "period_end = {period_end:Date32} AND ((accumulation = {span_0:String} AND period_start = {span_start_0:Date32}))",
      params: { period_end: "2021-06-30", span_0: "period", span_start_0: "2021-06-01" },
    });
  });

  it("do not filter by what is absent", () => {
    expect(inTime(undefined, undefined)).toBe(EVERYTHING);
    expect(inAccumulation("ytd").sql).toBe("accumulation = {accumulation:String}");
    expect(inAccumulation("period").sql).toContain("accumulation = 'ytd' AND toMonth(period_end) IN (1, 3, 6, 12)");
    expect(inTime(periodFilter("2021"), "period").sql).toContain("period_end = ");
  });
});
