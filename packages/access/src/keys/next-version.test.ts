import { expect, test } from "vitest";
import type { KeyRecord } from "./key-record.ts";
import { nextVersion } from "./next-version.ts";

const key = { revokedAtMs: null } as Omit<KeyRecord, "version">;
const revoked = { ...key, revokedAtMs: 5 };

test("grows with the time, and without it", () => {
  expect(nextVersion(key, 0n, 5)).toBe(5n);
  expect(nextVersion(key, 5n, 5)).toBe(6n);
  expect(nextVersion(key, 9n, 5)).toBe(10n);
});

test("a revocation stands above every change that is written beside it", () => {
  const late = nextVersion(key, 5n, Number.MAX_SAFE_INTEGER);
  expect(nextVersion(revoked, 5n, 6)).toBeGreaterThan(late);
  expect(nextVersion(revoked, 5n, 6)).toBeLessThan(1n << 64n);
});
