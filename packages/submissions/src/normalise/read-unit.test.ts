import { loadReference } from "@yardstick/contracts";
import { Decimal } from "decimal.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { movedPoint } from "./moved-point.ts";
import { isUnitText, readUnit, unitWithMultiplier } from "./read-unit.ts";

const reference = loadReference({ catalogueOnly: true });

describe("the text of a unit", () => {
  it.each([
    ["万元", "万元"],
    ["億元", "亿元"],
    ["(亿元)", "亿元"],
    ["（万元）", "万元"],
    ["单位:万元", "万元"],
    ["单位：（万元）", "万元"],
    ["计量单位:万人", "万人"],
    ["Unit: 10 000 yuan", "万元"],
    ["元×10^8", "亿元"],
    ["10^4 元", "万元"],
    ["％", "%"],
    ["百分比", "%"],
    ["吨", "吨"],
    ["万千瓦时", "万千瓦时"],
    ["CNY", "元"],
  ])("%s is %s", (text, expected) => {
    expect(isUnitText(text, reference)).toBe(expected);
  });

  it.each(["单位:亿元、%", "单位", "元/人", "抚顺县", "万圆", "", "10^4", "元×10^99", "constructor"])(
    "%s is none",
    (text) => {
      expect(isUnitText(text, reference)).toBeNull();
    },
  );
});

describe("a unit with a multiplier", () => {
  it.each([
    ["元", 0, "元"],
    ["元", 4, "万元"],
    ["CNY", 8, "亿元"],
    ["人", 4, "万人"],
    ["亩", 4, "万亩"],
    ["公顷", 3, "千公顷"],
    ["元", 14, "元×10^14"],
  ])("%s times 10^%d is %s, and reads as itself", (text, power, expected) => {
    const code = unitWithMultiplier(text, power, reference) ?? "";
    expect(code).toBe(expected);
    const factor = new Decimal(readUnit(text, reference)?.factor ?? "").times(new Decimal(10).pow(power));
    expect(readUnit(code, reference)?.factor).toBe(factor.toFixed());
  });

  it("is none of an unknown unit, or with a multiplier that is no whole power", () => {
    expect(unitWithMultiplier("x", 4, reference)).toBeNull();
    expect(unitWithMultiplier("元", 1.5, reference)).toBeNull();
    expect(unitWithMultiplier("元", 99, reference)).toBeNull();
  });

  it("moves the point as multiplying does", () => {
    const Exact = Decimal.clone({ precision: 100 });
    fc.assert(
      fc.property(fc.stringMatching(/^\d{1,12}(\.\d{1,12})?$/), fc.integer({ min: -20, max: 20 }), (decimal, power) => {
        expect(new Exact(movedPoint(decimal, power)).equals(new Exact(decimal).times(new Exact(10).pow(power)))).toBe(
          true,
        );
      }),
    );
  });
});
