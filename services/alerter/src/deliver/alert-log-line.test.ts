import { type AlertChangedV1, alertChangedV1 } from "@yardstick/contracts";
import { expect, it } from "vitest";
import { alertLogLine } from "./alert-log-line.ts";

const event: AlertChangedV1 = alertChangedV1.parse({
  alert: {
    alertId: "a-1",
    alertname: "BelowCountyAverage",
    state: "firing",
    severity: "warning",
    indicator: "gdp",
    region: "210421",
    regionName: "抚顺县",
    accumulation: "ytd",
    period: "2021",
    value: -3.105,
    threshold: 8.214,
    gap: -11.319,
    agency: "市发改委",
    submissionId: "s-1",
    startsAt: "2022-03-01T08:00:00.000Z",
    resolvedAt: null,
    reason: "NEW_BREACH",
    message: { zh: "低于", en: "below" },
  },
  previousState: "none",
  rule: "fushun-2018-2020/S1",
  scope: "210000-XY",
  benchmarkMethod: "pooled",
  rank: 40,
  of: 41,
  outsidePlan: true,
  cause: {
    submissionId: "s-1",
    source: "a-source",
    received: { at: "2022-03-01T08:00:00.000Z", partition: 0, offset: "1" },
    version: "1",
  },
});

it("warns of a firing alert, with what identifies it apart from how it stands", () => {
  const { level, message, fields } = alertLogLine(event);
  expect([level, message]).toEqual(["warn", "低于"]);
  expect(fields.labels).toEqual({
    alertname: "BelowCountyAverage",
    rule: "fushun-2018-2020/S1",
    indicator: "gdp",
    region: "210421",
    severity: "warning",
    benchmark: "210000-XY",
    accumulation: "ytd",
    agency: "市发改委",
  });
  expect(fields.annotations).toMatchObject({ value: -3.105, gap: -11.319, rank: 40, of: 41, submissionId: "s-1" });
});

it("tells of a resolved alert without a warning", () => {
  expect(alertLogLine({ ...event, alert: { ...event.alert, state: "resolved" } }).level).toBe("info");
});
