import { describe, expect, it } from "vitest";
import { locateJsonFault } from "./locate-json-fault.ts";

describe("locateJsonFault", () => {
  it.each([
    ['{"a": 1,\n  "b" 2}', 2, 7, "a colon"],
    ['{"a": 1\n  "b": 2}', 2, 3, "a comma or }"],
    ['{"a": [1, 2,\n]}', 2, 1, "a value"],
    ['{"a": 1,}', 1, 9, "a field name in quotation marks"],
    ['{"a": yes}', 1, 7, "a value"],
    ['{"a": 01}', 1, 7, "a value"],
    ['{"a": "计划\n"}', 1, 7, "a text with its closing quotation mark on the same line"],
    ["{a: 1}", 1, 2, "a field name in quotation marks"],
    ["[1, 2", 1, 6, "a comma or ]"],
    ["{} {}", 1, 4, "the end of the file"],
    ["", 1, 1, "a value"],
  ])("finds the place in %j", (text, line, column, wanted) => {
    expect(locateJsonFault(text)).toEqual({ line, column, wanted });
  });

  it("judges as the engine does, whichever character is left out or stands twice", () => {
    const text = '{"目标": [ {"a": -1.50e+3, "b\\"\\u00e9": [true, null, false, 0, []]}, {} ],\r\n\t"c": "x y"}';
    expect(locateJsonFault(text)).toBeNull();
    for (let at = 0; at < text.length; at++) {
      for (const changed of [text.slice(0, at) + text.slice(at + 1), text.slice(0, at) + text.slice(at - 1)]) {
        expect(locateJsonFault(changed) === null, changed).toBe(isJson(changed));
      }
    }
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
