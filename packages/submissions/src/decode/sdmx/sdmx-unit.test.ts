import { expect, it } from "vitest";
import { readSdmxUnit, unitReader } from "./sdmx-unit.ts";
import { reference } from "./testing/decode-text.ts";

const read = (unit?: string, multiplier?: string, more: { indicator?: string; measure?: string } = {}) =>
  readSdmxUnit({ unit, multiplier, indicator: more.indicator, measure: more.measure }, reference);

it.each([
  ["元", "4", "万元"],
  ["CNY", "8", "亿元"],
  ["CNY", "0", "元"],
  ["CNY", "+6", "百万元"],
  ["人", "4", "万人"],
  ["万元", "4", "亿元"],
  ["%", "0", "%"],
])("%s with multiplier %s is %s", (unit, multiplier, expected) => {
  expect(read(unit, multiplier)).toBe(expected);
});

it("leaves a unit without a multiplier as it is, and says nothing where nothing is said", () => {
  expect(read("亿元")).toBe("亿元");
  expect(read()).toBeUndefined();
  expect(read(undefined, "")).toBeUndefined();
});

it("counts a multiplier without a unit in the indicator's base unit, not in the catalogue's usual one", () => {
  expect(read(undefined, "4", { indicator: "gdp" })).toBe("万元");
  expect(read(undefined, "0", { indicator: "地区生产总值" })).toBe("元");
  expect(read(undefined, "0", { indicator: "gdp", measure: "growth_yoy" })).toBe("%");
});

it("writes out what is no unit of the catalogue, so that the rules refuse the row", () => {
  expect(read("XAU", "3")).toBe("XAU×10^3");
  expect(read("CNY", "million")).toBe("CNY×10^million");
  expect(read(undefined, "4", { indicator: "nobody_knows" })).toBe("×10^4");
});

it("remembers combinations without mixing them up", () => {
  const remembered = unitReader(reference);
  const stated = { unit: undefined, multiplier: "4", measure: undefined };
  for (const _ of [1, 2]) {
    expect(remembered({ ...stated, indicator: "gdp" })).toBe("万元");
    expect(remembered({ ...stated, indicator: "registered_population" })).toBe("万人");
    expect(remembered({ ...stated, indicator: "gdp", unit: "人" })).toBe("万人");
    expect(remembered({ ...stated, indicator: "gdp", multiplier: "8" })).toBe("亿元");
  }
});
