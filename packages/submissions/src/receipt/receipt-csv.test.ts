import type { Issue } from "@yardstick/contracts";
import { expect, it } from "vitest";
import { RECEIPT_CSV_HEAD, receiptCsvOthers, receiptCsvRows } from "./receipt-csv.ts";
import { rowsWithIssues } from "./rows-with-issues.ts";

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

it("stands line by line beside the file: every row once, and what concerns all of it behind them", () => {
  const { rows, others } = rowsWithIssues(
    [
      { row: 1, place: "D2", outcome: "accepted" },
      { row: 2, place: "D3", outcome: "rejected" },
      { row: 3, place: null, outcome: null },
    ],
    [
      issue({ row: null, code: "ROWS_HIDDEN", severity: "warning", message: { zh: "隐藏行", en: "Hidden rows" } }),
      issue({}),
      issue({ code: "PERIOD_UNKNOWN", message: { zh: "未知时期", en: "No period" }, suggestion: "2021" }),
    ],
  );
  expect(`${RECEIPT_CSV_HEAD}${receiptCsvRows(rows)}${receiptCsvOthers(others)}`.split("\r\n")).toEqual([
    "\ufeffrow,place,outcome,coordinate,codes,messages_zh,messages_en,suggestion",
    "1,D2,accepted,,,,,",
    '2,D3,rejected,,REGION_UNKNOWN PERIOD_UNKNOWN,未知地区 未知时期,"No region is called ""X"", nor near it No period",2021',
    "3,,,,,,,",
    ",,,,ROWS_HIDDEN,隐藏行,Hidden rows,",
    "",
  ]);
});

it("tells what a decoder refused before there were rows with its place", () => {
  const { rows, others } = rowsWithIssues(
    [],
    [issue({ row: 7, place: "Sheet1!C7", message: { zh: "空", en: "Blank" } })],
  );
  expect(rows).toEqual([]);
  expect(receiptCsvOthers(others)).toBe("7,Sheet1!C7,,,REGION_UNKNOWN,空,Blank,\r\n");
});

it("makes a text of what a spreadsheet would run as a formula", () => {
  const { rows } = rowsWithIssues([{ row: 1, place: "A1", outcome: null }], [issue({ row: 1, suggestion: "=1+1" })]);
  expect(receiptCsvRows(rows)).toContain(`"'=1+1"`);
});
