import { describe, expect, it } from "vitest";
import { escapeText, formatParameter } from "./format-parameter.ts";

describe("formatParameter", () => {
  it.each([
    ["plain", "plain"],
    ["it's\ta \\ \n", "it\\'s\\ta \\\\ \\n"],
    [null, "\\N"],
    [undefined, "\\N"],
    [true, "1"],
    [-3.5, "-3.5"],
    [2n ** 127n, "170141183460469231731687303715884105728"],
    [Number.NaN, "nan"],
    [Number.POSITIVE_INFINITY, "+inf"],
    [Number.NEGATIVE_INFINITY, "-inf"],
    [["a'b", null, true, 1n], "['a\\'b',NULL,TRUE,1]"],
    [[["a"], []], "[['a'],[]]"],
  ])("writes %s", (value, text) => expect(formatParameter(value)).toBe(text));

  it.each([{ a: 1 }, new Date(0), () => 1])("refuses what ClickHouse has no parameter for", (value) => {
    expect(() => formatParameter(value)).toThrow(TypeError);
  });
});

describe("escapeText", () => {
  it("escapes every character that ends or changes a literal", () => {
    expect(escapeText("\0\b\f\r'\\清")).toBe("\\0\\b\\f\\r\\'\\\\清");
  });
});
