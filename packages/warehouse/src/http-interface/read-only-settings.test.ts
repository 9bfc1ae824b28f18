import { expect, test } from "vitest";
import { defaultQueryLimits } from "./query-limits.ts";
import { readOnlySettings, settingsClauses } from "./read-only-settings.ts";

const limits = { ...defaultQueryLimits, maxResultRows: 100, maxExecutionTimeSeconds: 10 };

test.each([
  ["50", "50"],
  ["1000", "100"],
  ["0", "100"],
  ["-1", "100"],
  ["x", "100"],
  ["", "100"],
  ["Infinity", "100"],
])("a limit of %s becomes %s", (asked, given) => {
  expect(readOnlySettings([["max_result_rows", asked]], limits).get("max_result_rows")).toBe(given);
});

test("keeps what shapes the answer and drops everything else", () => {
  const asked: [string, string][] = [
    ["output_format_json_quote_decimals", "1"],
    ["output_format_schema", "/tmp/x"],
    ["readonly", "0"],
    ["max_threads", "9"],
    ["format_schema", "/tmp/x"],
    ["log_comment", "x"],
    ["result_overflow_mode", "break"],
    ["allow_ddl", "1"],
  ];
  const settings = readOnlySettings(asked, limits);
  expect(settings.get("output_format_json_quote_decimals")).toBe("1");
  expect(settings.get("max_threads")).toBe("1");
  expect(settings.get("result_overflow_mode")).toBe("throw");
  expect(settings.get("allow_ddl")).toBe("0");
  for (const name of ["output_format_schema", "readonly", "format_schema", "log_comment"])
    expect(settings.has(name)).toBe(false);
});

test("reads SETTINGS clauses, and not what stands in a literal", () => {
  const sql = "SELECT 'SETTINGS a = 1', 'it\\'s' FROM t SETTINGS b = 2, c = 'x y' FORMAT CSV SETTINGS d = 0.5";
  expect(settingsClauses(sql)).toEqual([
    ["b", "2"],
    ["c", "x y"],
    ["d", "0.5"],
  ]);
});
