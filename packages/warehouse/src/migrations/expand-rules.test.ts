import { expect, it } from "vitest";
import { expandRules } from "./expand-rules.ts";

it("puts a rule where it is named, also into another rule, and leaves no trace of its own", () => {
  const sql =
    "-- head\n-- rule two\nSELECT * FROM ({{rule one}})\n-- rule one\n-- why\nSELECT 1\n-- statement\nCREATE VIEW v AS {{rule two}}\n";
  expect(expandRules("1001-a", sql)).toBe("-- head\n-- statement\nCREATE VIEW v AS SELECT * FROM (SELECT 1)\n");
});

it("takes rules from the library too", () => {
  expect(expandRules("1001-a", "-- statement\n{{rule one}}", "-- rule one\nSELECT 1\n")).toBe("-- statement\nSELECT 1");
});

it("leaves a file without rules as it is", () => {
  expect(expandRules("1001-a", "SELECT 1\n-- statement\nSELECT 2")).toBe("SELECT 1\n-- statement\nSELECT 2");
});

it("refuses a rule that nobody defines, and one that needs itself", () => {
  expect(() => expandRules("1001-a", "SELECT {{rule none}}")).toThrow(/1001-a\.sql: there is no rule none/);
  const circle = "-- rule one\n{{rule two}}\n-- rule two\n{{rule one}}\n-- statement\n{{rule one}}";
  expect(() => expandRules("1001-a", circle)).toThrow(/rule one needs two needs one/);
});

it("puts one rule over another", () => {
  const sql = "-- rule some\nSELECT 1\n-- rule all\nSELECT * FROM ({{source}})\n-- statement\n{{rule all of some}}";
  expect(expandRules("1001-a", sql)).toBe("-- statement\nSELECT * FROM (SELECT 1)");
});

it("asks a rule for another indicator than the parameter", () => {
  const sql = "-- rule it\n{{indicator}}\n-- rule gdp\n'gdp'\n-- statement\n{{rule it}} {{rule it for gdp}}";
  expect(expandRules("1001-a", sql)).toBe("-- statement\n{indicator:String} 'gdp'");
});
