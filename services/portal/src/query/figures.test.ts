import { expect, test } from "vitest";
import { plainDecimal, toNumber } from "./decimals.ts";
import { toDateTime64, toRfc3339 } from "./instant.ts";

test.each([
  ["2945970000.0000000000", "2945970000"],
  ["2945970000", "2945970000"],
  ["10.5000000000", "10.5"],
  ["-0.0000000001", "-0.0000000001"],
  ["0.0000000000", "0"],
  ["-0", "0"],
  ["100", "100"],
])("the decimal %s is written %s", (decimal, plain) => expect(plainDecimal(decimal)).toBe(plain));

test("decimals become numbers, and nothing stays nothing", () => {
  expect([toNumber("-11.31900000000000000000"), toNumber(null)]).toEqual([-11.319, null]);
});

test.each([
  ["2022-03-01T16:00:00+08:00", "2022-03-01 08:00:00.000"],
  ["2022-03-01T08:00:00.123999Z", "2022-03-01 08:00:00.123"],
  ["0001-01-01T00:00:00Z", "1900-01-02 00:00:00.000"],
  ["9999-12-31T23:59:59Z", "2199-12-31 00:00:00.000"],
])("the instant %s binds as %s", (instant, text) => expect(toDateTime64(instant)).toBe(text));

test("instants of the warehouse are answered as RFC 3339", () => {
  expect(toRfc3339("2022-03-01 08:00:00.120")).toBe("2022-03-01T08:00:00.120Z");
});
