import { describe, expect, it } from "vitest";
import { placeOfField } from "./place-of-field.ts";

const FIELDS = {
  "": { region: "A", indicator: "1" },
  "2018年": { region: "B", period: "C2", indicator: "3" },
  "a!b": { region: "A" },
};

describe("the place of a field", () => {
  it.each([
    ["C7", "region", "A7"],
    ["C7", "indicator", "C1"],
    ["2018年!D9", "region", "2018年!B9"],
    ["2018年!D9", "period", "2018年!C2"],
    ["2018年!D9", "indicator", "2018年!D3"],
    ["a!b!C7", "region", "a!b!A7"],
    ["C7", "unit", "C7"],
    ["C7", "value", "C7"],
    ["C7", null, "C7"],
    ["other!C7", "region", "other!C7"],
    ["__proto__!C7", "region", "__proto__!C7"],
    ["C7", "constructor", "C7"],
    ["line 12", "region", "line 12"],
    ["dataSets/0/series/0:1/observations/3", "region", "dataSets/0/series/0:1/observations/3"],
  ])("%s, %s is %s", (place, field, expected) => {
    expect(placeOfField(place, field, FIELDS)).toBe(expected);
  });

  it("is the row's own without locators, and nothing where the row says none", () => {
    expect(placeOfField("C7", "region", undefined)).toBe("C7");
    expect(placeOfField(undefined, "region", FIELDS)).toBeNull();
  });
});
