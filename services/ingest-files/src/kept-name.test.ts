import { basename } from "node:path";
import { expect, test } from "vitest";
import { keptName } from "./kept-name.ts";

const ID = "20261124T013400.123Z-3fa9c1d2";

test("a file keeps its name behind the drop's id", () => {
  expect(keptName(ID, "2018年1-6月 主要指标.xlsx")).toBe(`${ID}-2018年1-6月 主要指标.xlsx`);
  expect(keptName(ID, "figures")).toBe(`${ID}-figures`);
});

test.each(["../../etc/passwd", "a/b\\c", "a\nb.csv", "a\u2028b.csv", "..", "\u0000", ""])(
  "%j stays in its folder and on its line",
  (name) => {
    const kept = keptName(ID, name);
    expect(basename(kept)).toBe(kept);
    expect(kept.startsWith(`${ID}-`)).toBe(true);
    expect(kept.split(/[\n\r\u2028]/)).toEqual([kept]);
  },
);

test("a long name is cut between characters, and keeps its ending", () => {
  const kept = keptName(ID, `${"县".repeat(120)}.xlsx`);
  expect(Buffer.byteLength(`${kept}.receipt.json`)).toBeLessThanOrEqual(255);
  expect(kept).toMatch(/县\.xlsx$/);
});
