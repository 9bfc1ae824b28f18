import { describe, expect, it } from "vitest";
import { countiesBelow } from "./liaoning-counties.ts";
import { compare, divide, rational, roundHalfAway, toDecimal } from "./rational.ts";

describe("the oracle's arithmetic", () => {
  it.each([
    ["-16.25", 1, "-16.3"],
    ["16.25", 1, "16.3"],
    ["8.25", 1, "8.3"],
    ["-0.04", 1, "0.0"],
    ["-0.05", 1, "-0.1"],
    ["5.99", 1, "6.0"],
    ["2.675", 2, "2.68"],
    ["0.5", 0, "1"],
  ])("rounds %s to %i digits as %s", (text, digits, rounded) => {
    expect(toDecimal(roundHalfAway(rational(text), digits), digits)).toBe(rounded);
  });

  it("divides exactly", () => {
    expect(compare(divide(rational("1"), rational("-3")), divide(rational("-2"), rational("6")))).toBe(0);
    expect(() => divide(rational(1), rational(0))).toThrow(RangeError);
  });
});

describe("the counties of Liaoning", () => {
  it.each([
    ["2014-12-31", 44],
    ["2015-12-31", 43],
    ["2016-03-31", 43],
    ["2016-05-31", 42],
    ["2016-12-31", 41],
    ["2021-12-31", 41],
  ])("are, on %s, %i", (day, count) => {
    expect(countiesBelow("21").filter(({ from, to }) => from <= day && day <= to)).toHaveLength(count);
  });
});
