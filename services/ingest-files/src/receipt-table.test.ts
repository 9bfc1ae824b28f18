import type { Issue } from "@yardstick/contracts";
import { expect, test } from "vitest";
import { receiptTable } from "./receipt-table.ts";

const issue = (changes: Partial<Issue>): Issue => ({
  rule: "3",
  code: "REGION_UNKNOWN",
  severity: "error",
  row: 2,
  field: "region",
  coordinate: null,
  message: { zh: "未知地区", en: 'No region is called "X", nor near it' },
  suggestion: null,
  ...changes,
});

test("stands line by line beside the file: every row once, and what concerns all of it behind them", () => {
  const rows = [
    { row: 1, place: "D2", outcome: "accepted" as const },
    { row: 2, place: "D3", outcome: "rejected" as const },
  ];
  const issues = [
    issue({ row: null, code: "ROWS_HIDDEN", severity: "warning", message: { zh: "隐藏行", en: "Hidden rows" } }),
    issue({}),
    issue({ code: "PERIOD_UNKNOWN", message: { zh: "未知时期", en: "No period" }, suggestion: "2021" }),
  ];
  expect(receiptTable(rows, issues).split("\r\n")).toEqual([
    "\ufeffrow,place,outcome,coordinate,codes,messages_zh,messages_en,suggestion",
    "1,D2,accepted,,,,,",
    '2,D3,rejected,,REGION_UNKNOWN PERIOD_UNKNOWN,未知地区 未知时期,"No region is called ""X"", nor near it No period",2021',
    ",,,,ROWS_HIDDEN,隐藏行,Hidden rows,",
    "",
  ]);
});

test("what a decoder refused before there were rows is told with its place", () => {
  const found = issue({ row: 7, place: "Sheet1!C7", message: { zh: "空", en: "Blank" } });
  expect(receiptTable([], [found])).toContain("7,Sheet1!C7,,,REGION_UNKNOWN,空,Blank,\r\n");
});

test("what a spreadsheet would run as a formula is text", () => {
  const table = receiptTable([{ row: 1, place: "A1", outcome: "" }], [issue({ row: 1, suggestion: "=1+1" })]);
  expect(table).toContain(`"'=1+1"`);
});
