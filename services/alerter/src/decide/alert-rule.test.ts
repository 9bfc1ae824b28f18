import { loadReference } from "@yardstick/contracts";
import { describe, expect, it } from "vitest";
import { alertIdOf } from "./alert-id.ts";
import { alertRulesFor } from "./alert-rule.ts";

const reference = loadReference();

describe("alertRulesFor", () => {
  it("names the plan's regions, headline first, with the primary lead agency", () => {
    const rules = alertRulesFor(reference, "210000-XY", "gdp");
    expect(rules.map(({ region }) => region)).toEqual(["210400-XY", "210421", "210422", "210423"]);
    expect(rules[1]).toMatchObject({
      rule: "fushun-2018-2020/S1",
      alertname: "BelowCountyAverage",
      agency: { zh: "市发改委" },
      names: { region: { zh: "抚顺县" }, indicator: { zh: "地区生产总值" }, scope: { zh: "辽宁省县域" } },
      isRealGrowth: true,
    });
  });

  it("knows that budget revenue grows nominally", () => {
    const [first] = alertRulesFor(reference, "210000-XY", "general_public_budget_revenue");
    expect(first).toMatchObject({ isRealGrowth: false, agency: { zh: "市财政局" } });
  });

  it("is empty where no target names the indicator or the scope", () => {
    expect(alertRulesFor(reference, "210000-XY", "registered_population")).toEqual([]);
    expect(alertRulesFor(reference, "elsewhere", "gdp")).toEqual([]);
  });
});

describe("alertIdOf", () => {
  const identity = {
    rule: "p/S1",
    scope: "210000-XY",
    region: "210421",
    indicator: "gdp",
    accumulation: "ytd",
  } as const;

  it("is the same for the same alert and another for every other", () => {
    const others = [
      { ...identity, rule: "p/S2" },
      { ...identity, scope: "x" },
      { ...identity, region: "210422" },
      { ...identity, indicator: "tertiary_value_added" },
      { ...identity, accumulation: "period" as const },
    ].map(alertIdOf);
    expect(alertIdOf({ ...identity })).toBe(alertIdOf(identity));
    expect(alertIdOf(identity)).toMatch(/^[0-9a-f]{32}$/);
    expect(new Set([...others, alertIdOf(identity)]).size).toBe(6);
  });
});
