import type { Accumulation } from "@yardstick/contracts";
import { expect, it } from "vitest";
import { periodText } from "./period-text.ts";

it.each<[string, Accumulation, string, string]>([
  ["2021", "ytd", "2021年", "2021"],
  ["2021-S1", "ytd", "2021年1-6月", "January-June 2021"],
  ["2021-Q1", "ytd", "2021年一季度累计", "January-March 2021"],
  ["2021-Q3", "ytd", "2021年前三季度累计", "January-September 2021"],
  ["2021-02", "ytd", "2021年1-2月", "January-February 2021"],
  ["2021-01", "ytd", "2021年1月", "January 2021"],
  ["2021-05", "period", "2021年5月当月", "the month of May 2021"],
  ["2021-Q2", "period", "2021年二季度", "April-June 2021"],
  ["2021-S2", "period", "2021年下半年", "July-December 2021"],
  ["2021", "point", "2021年末", "end of 2021"],
  ["2021-S1", "point", "2021年6月末", "end of June 2021"],
  ["soon", "ytd", "soon", "soon"],
])("%s %s reads %s, %s", (name, accumulation, zh, en) => {
  expect(periodText(name, accumulation)).toEqual({ zh, en });
});
