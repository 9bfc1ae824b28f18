import { expect, it } from "vitest";
import { readSdmxPeriod } from "./sdmx-period.ts";

it.each([
  ["2021", "A", "2021"],
  ["2021-A1", "", "2021"],
  ["2021-S2", "S", "2021-S2"],
  ["2021-Q3", "Q", "2021-Q3"],
  ["2021-M06", "", "2021-06"],
  ["2021M6", "M", "2021-06"],
  ["2021-06", "M", "2021-06"],
  ["2021-06", "", "2021-06"],
  ["2021-01-01/P1Y", "", "2021"],
  ["2021-07-01/P6M", "", "2021-S2"],
  ["2021-04-01/P3M", "", "2021-Q2"],
  ["2021-12-01/P1M", "", "2021-12"],
])("%s of frequency %j is %s", (text, freq, period) => {
  expect(readSdmxPeriod(text, { freq, timeFormat: undefined })).toBe(period);
});

it.each([
  ["2014-12-31", "A", "2014"],
  ["2014-12", "A", "2014"],
  ["2014-01-01T00:00:00", "Quarterly", "2014-Q1"],
  ["2014-11-30", "M", "2014-11"],
  ["2014-07", "S", "2014-S2"],
  ["2014-05-15", "季度", "2014-Q2"],
])("a date is the period of its frequency: %s of %s is %s", (text, freq, period) => {
  expect(readSdmxPeriod(text, { freq, timeFormat: undefined })).toBe(period);
});

it("takes the length from TIME_FORMAT where there is no FREQ, in either code list", () => {
  expect(readSdmxPeriod("2014-12-31", { freq: undefined, timeFormat: "P1Y" })).toBe("2014");
  expect(readSdmxPeriod("2014-12-31", { freq: undefined, timeFormat: "608" })).toBe("2014-Q4");
});

it.each([
  ["2013-01-31", "D", "a day of daily data is no month"],
  ["2021", "M", "a year of monthly data"],
  ["2021-Q1", "A", "a quarter of annual data"],
])("%s of frequency %s is left unreadable: %s", (text, freq) => {
  expect(readSdmxPeriod(text, { freq, timeFormat: undefined })).toBe(`${text} (FREQ ${freq})`);
});

it.each(["2021-W05", "2021-T1", "2021-M13", "2021-Q0", "2021-13-01/P1M", "二〇二一年"])(
  "leaves %s as it is, for the rules",
  (text) => {
    expect(readSdmxPeriod(text, { freq: undefined, timeFormat: undefined })).toBe(text);
  },
);
