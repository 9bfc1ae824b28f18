import { expect, it } from "vitest";
import { expandRules } from "./expand-rules.ts";

it("puts a rule where it is named, also into another rule, and leaves no trace of its own", () => {
  const sql =
    "-- head\n-- rule one\n-- why\nSELECT 1\n-- rule two\nSELECT * FROM ({{rule one}})\n-- statement\nCREATE VIEW v AS {{rule two}}\n";
  expect(expandRules("0001-a", sql)).toBe("-- head\n-- statement\nCREATE VIEW v AS SELECT * FROM (SELECT 1)\n");
});

it("leaves a file without rules as it is", () => {
  expect(expandRules("0001-a", "SELECT 1\n-- statement\nSELECT 2")).toBe("SELECT 1\n-- statement\nSELECT 2");
});

it("refuses a rule that nothing above defines", () => {
  expect(() => expandRules("0001-a", "SELECT {{rule none}}")).toThrow(/0001-a\.sql: no rule none stands above its use/);
});

it("puts one rule over another", () => {
  const sql = "-- rule some\nSELECT 1\n-- rule all\nSELECT * FROM ({{source}})\n-- statement\n{{rule all of some}}";
  expect(expandRules("0001-a", sql)).toBe("-- statement\nSELECT * FROM (SELECT 1)");
});
