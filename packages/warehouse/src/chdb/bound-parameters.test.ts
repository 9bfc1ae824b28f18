import { describe, expect, it } from "vitest";
import { createBoundParameters } from "./bound-parameters.ts";

describe("createBoundParameters", () => {
  it("sets what is new or has changed", () => {
    const bound = createBoundParameters();
    expect(bound.statementFor("SELECT 1", {})).toBeUndefined();
    const first = { region: "210421", periods: ["2020", "2021"] };
    expect(bound.statementFor("", first)).toBe(
      "SET param_region = '210421', param_periods = '[\\'2020\\',\\'2021\\']'",
    );
    bound.nowHolds(first);
    expect(bound.statementFor("", first)).toBeUndefined();
    expect(bound.statementFor("", { ...first, region: "210422" })).toBe("SET param_region = '210422'");
  });

  it("keeps a statement that did not run out of its memory", () => {
    const bound = createBoundParameters();
    bound.statementFor("", { region: "210421" });
    expect(bound.statementFor("", { region: "210421" })).toBe("SET param_region = '210421'");
  });

  it("refuses a value of an earlier query, and only that", () => {
    const bound = createBoundParameters();
    bound.nowHolds({ region: "210421" });
    expect(() => bound.statementFor("SELECT { region : String}", {})).toThrow(
      expect.objectContaining({ code: "QUERY_FAILED", clickhouseCode: 456 }),
    );
    expect(bound.statementFor("SELECT {other:String}", {})).toBeUndefined();
    expect(bound.statementFor("SELECT {region:String}", { region: "210421" })).toBeUndefined();
  });

  it("refuses a name that would end the statement", () => {
    expect(() => createBoundParameters().statementFor("", { "a = 1; DROP": 1 })).toThrow("not a parameter name");
  });
});
