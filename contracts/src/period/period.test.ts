import { describe, expect, it } from "vitest";
import { parsePeriodCode, shiftYears, toPeriod } from "./period.ts";

describe("toPeriod", () => {
  it.each([
    ["2021", "ytd", "2021", "2021-01-01", "2021-12-31", "ytd"],
    ["2021-Q4", "ytd", "2021", "2021-01-01", "2021-12-31", "ytd"],
    ["2021-12", "ytd", "2021", "2021-01-01", "2021-12-31", "ytd"],
    ["2021", "period", "2021", "2021-01-01", "2021-12-31", "ytd"],
    ["2021-Q2", "ytd", "2021-S1", "2021-01-01", "2021-06-30", "ytd"],
    ["2021-06", "ytd", "2021-S1", "2021-01-01", "2021-06-30", "ytd"],
    ["2021-S1", "period", "2021-S1", "2021-01-01", "2021-06-30", "ytd"],
    ["2021-Q2", "period", "2021-Q2", "2021-04-01", "2021-06-30", "period"],
    ["2021-S2", "period", "2021-S2", "2021-07-01", "2021-12-31", "period"],
    ["2021-01", "period", "2021-01", "2021-01-01", "2021-01-31", "ytd"],
    ["2021-Q1", "period", "2021-Q1", "2021-01-01", "2021-03-31", "ytd"],
    ["2021-03", "period", "2021-03", "2021-03-01", "2021-03-31", "period"],
    ["2021-09", "ytd", "2021-Q3", "2021-01-01", "2021-09-30", "ytd"],
    ["2020-02", "ytd", "2020-02", "2020-01-01", "2020-02-29", "ytd"],
    ["2021-11", "point", "2021-11", "2021-11-30", "2021-11-30", "point"],
    ["2021-S2", "point", "2021", "2021-12-31", "2021-12-31", "point"],
  ] as const)("%s %s is %s", (code, accumulation, name, start, end, stored) => {
    expect(toPeriod(code, accumulation)).toEqual({ name, start, end, accumulation: stored });
  });

  it.each([
    "",
    "21",
    "2021-13",
    "2021-00",
    "2021-Q5",
    "2021-S3",
    "2021-6",
    "2021 ",
    "1899",
    "2300",
    "2021-W01",
    "2021-02-30",
  ])("refuses %j", (text) => expect(parsePeriodCode(text)).toBeNull());
});

it("shifts the end of February with the leap year", () => {
  expect(shiftYears("2021-02-28", -1)).toBe("2020-02-29");
  expect(shiftYears("2020-02-29", 1)).toBe("2021-02-28");
});
