import { expect, it } from "vitest";
import { oneDecimal } from "./one-decimal.ts";

it.each([
  ["8.25", "8.3"],
  ["-16.25", "-16.3"],
  ["-0.04", "0.0"],
  ["6", "6.0"],
  ["5.99", "6.0"],
  ["-11.31900000000000000000", "-11.3"],
  [null, "—"],
])("%s reads %s", (value, text) => {
  expect(oneDecimal(value)).toBe(text);
});
