import { expect, it } from "vitest";
import { compactRows } from "./compact-rows.ts";

it("writes one JSON array a line, big integers as strings", () => {
  expect(compactRows([])).toBe("");
  expect(
    compactRows([
      [1, "清\n'\"", null, true],
      [2n ** 100n, [1n, ["x"]]],
    ]),
  ).toBe('[1,"清\\n\'\\"",null,true]\n["1267650600228229401496703205376",["1",["x"]]]');
});
