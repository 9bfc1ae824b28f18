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

test("stands line by line beside the file: every row, and a line for each of its issues", () => {
  const rows = [
    { row: 1, place: "D2", outcome: "accepted" as const },
    { row: 2, place: "D3", outcome: "rejected" as const },
  ];
  const issues = [
    issue({}),
    issue({ code: "PERIOD_UNKNOWN", place: "B3", suggestion: "2021" }),
    issue({ row: null, code: "ROWS_HIDDEN", severity: "warning" }),
  ];
  expect(receiptTable(rows, issues).split("\r\n")).toEqual([
    "\ufeffrow,place,outcome,severity,code,field,message_zh,message_en,suggestion",
    ',,,warning,ROWS_HIDDEN,region,未知地区,"No region is called ""X"", nor near it",',
    "1,D2,accepted,,,,,,",
    '2,D3,rejected,error,REGION_UNKNOWN,region,未知地区,"No region is called ""X"", nor near it",',
    '2,B3,rejected,error,PERIOD_UNKNOWN,region,未知地区,"No region is called ""X"", nor near it",2021',
    "",
  ]);
});

test("what a spreadsheet would run as a formula is text", () => {
  const table = receiptTable([{ row: 1, place: "A1", outcome: "" }], [issue({ row: 1, suggestion: "=1+1" })]);
  expect(table).toContain(",'=1+1");
});
