import stringWidth from "string-width";
import { expect, test } from "vitest";
import { cutText, padText, wrapText } from "./fit-text.ts";

test("wraps Chinese by its width and keeps words whole", () => {
  const text = "抚顺县2021年地区生产总值增速-3.1%，低于辽宁省县域平均8.2%，差11.3个百分点。";
  const lines = wrapText(text, 30);
  expect(lines.join("")).toBe(text);
  expect(Math.max(...lines.map((line) => stringWidth(line)))).toBeLessThanOrEqual(32);
  expect(lines.filter((line) => /^[，。]/.test(line))).toEqual([]);
  expect(wrapText("one two three", 8)).toEqual(["one two", "three"]);
});

test("pads and cuts by columns, not by characters", () => {
  expect(padText("县", 4)).toBe("县  ");
  expect(padText("1", 3, "right")).toBe("  1");
  expect(stringWidth(cutText("抚顺县域", 6))).toBeLessThanOrEqual(6);
  expect(cutText("gdp", 3)).toBe("gdp");
});
