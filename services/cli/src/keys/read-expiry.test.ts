import { expect, test } from "vitest";
import { readExpiry } from "./read-expiry.ts";

const NOW = Date.UTC(2026, 0, 1);

test.each([
  ["2027-12-31", "2027-12-31T16:00:00.000Z"],
  ["2027-12-31T16:00:00Z", "2027-12-31T16:00:00.000Z"],
  ["2027-12-31T16:00:00+08:00", "2027-12-31T08:00:00.000Z"],
  ["2026-01-01", "2026-01-01T16:00:00.000Z"],
])("%s ends at %s", (text, instant) => {
  expect(readExpiry(text, NOW)).toBe(instant);
});

test.each(["2027-02-30", "2027-13-01", "tomorrow", "2027", "2027-12-31T16:00:00", "2025-12-31"])(
  "refuses %s",
  (text) => {
    expect(() => readExpiry(text, NOW)).toThrow(`--expires ${text}`);
  },
);
