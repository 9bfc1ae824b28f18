import { expect, it } from "vitest";
import { csvLine } from "./csv-line.ts";

it.each([
  ["=HYPERLINK(1)", '"\'=HYPERLINK(1)"'],
  ["+86", "+86"],
  ["-1.5", "-1.5"],
  ["-1+cmd|' /C calc'!A0", "\"'-1+cmd|' /C calc'!A0\""],
  ["@SUM(A1)", '"\'@SUM(A1)"'],
  ["＝1+1", '"\'＝1+1"'],
  [" =1+1", '"\' =1+1"'],
  ["\t=1", '"\'\t=1"'],
  ["\r\n=1", '"\'\r\n=1"'],
  ['say "hi", you', '"say ""hi"", you"'],
  ["抚顺县", "抚顺县"],
])("%j becomes %s", (cell, written) => {
  expect(csvLine([cell])).toBe(`${written}\r\n`);
});

it("leaves a cell empty where there is nothing", () => {
  expect(csvLine([1, null, ""])).toBe("1,,\r\n");
});
