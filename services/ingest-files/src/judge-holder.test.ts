import { expect, test } from "vitest";
import { isAbandoned } from "./judge-holder.ts";

const self = { id: "me", host: "here", pid: 7 };
const abandoned = (holder: typeof self | null, { ageMs = 0, runs = true } = {}) =>
  isAbandoned(
    { holder, mtimeMs: 0, sinceMs: 1_000 },
    { self, leaseMs: 30_000, nowMs: 1_000 + ageMs, isRunning: () => runs },
  );

test("a drop of a living process is left to it until it has given no sign for the lease", () => {
  const other = { id: "other", host: "there", pid: 7 };
  expect(abandoned(other, { ageMs: 29_999, runs: false })).toBe(false);
  expect(abandoned(other, { ageMs: 30_000 })).toBe(true);
  expect(abandoned({ ...other, host: "here", pid: 8 }, { ageMs: 29_999 })).toBe(false);
});

test("a dead process of this machine is not waited for, nor a predecessor under the same process id", () => {
  expect(abandoned({ id: "dead", host: "here", pid: 8 }, { runs: false })).toBe(true);
  expect(abandoned({ id: "before", host: "here", pid: 7 })).toBe(true);
});

test("a holder that cannot be read has the lease", () => {
  expect(abandoned(null, { ageMs: 29_999 })).toBe(false);
  expect(abandoned(null, { ageMs: 30_000 })).toBe(true);
});
