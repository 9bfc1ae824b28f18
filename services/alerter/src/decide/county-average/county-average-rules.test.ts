import { loadReference } from "@yardstick/contracts";
import { describe, expect, it } from "vitest";
import { countyAverageRulesFor } from "./county-average-rules.ts";

const reference = loadReference();

describe("countyAverageRulesFor", () => {
  it("names the plan's regions, headline first, with the primary lead agency", () => {
    const rules = countyAverageRulesFor(reference, "210000-XY", "gdp");
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
    const [first] = countyAverageRulesFor(reference, "210000-XY", "general_public_budget_revenue");
    expect(first).toMatchObject({ isRealGrowth: false, agency: { zh: "市财政局" } });
  });

  it("is empty where no target names the indicator or the scope", () => {
    expect(countyAverageRulesFor(reference, "210000-XY", "registered_population")).toEqual([]);
    expect(countyAverageRulesFor(reference, "elsewhere", "gdp")).toEqual([]);
  });
});
