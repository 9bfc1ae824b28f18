import { createCountedRandomness, systemRandomness } from "@yardstick/runtime";
import { expect, test } from "vitest";
import { issueKey } from "./issue-key.ts";
import { keyIdIn, parseKey } from "./key-text.ts";
import { hashesEqual, hashSecret } from "./secret-hash.ts";

test("a key reads back as its id and a secret that only the hash is kept of", () => {
  const { text, keyId, hash } = issueKey(createCountedRandomness());
  expect(text).toBe(`ysk_${"01".repeat(6)}_${"02".repeat(32)}`);
  expect(parseKey(text)).toEqual({ keyId, secret: "02".repeat(32) });
  expect(hash).toBe(hashSecret("02".repeat(32)));
  expect(text).not.toContain(hash);
});

test("a rotation keeps the id", () => {
  const first = issueKey(systemRandomness);
  const second = issueKey(systemRandomness, first.keyId);
  expect(second.keyId).toBe(first.keyId);
  expect(hashesEqual(first.hash, second.hash)).toBe(false);
});

test.each([
  "",
  "ysk_",
  `ysk_0123456789ab_${"a".repeat(63)}`,
  `YSK_0123456789ab_${"a".repeat(64)}`,
  `ysk_0123456789ab_${"a".repeat(64)}\n`,
])("%j is no key", (text) => {
  expect(parseKey(text)).toBeNull();
});

test("a pasted key is taken for its id", () => {
  expect(keyIdIn(`ysk_0123456789ab_${"a".repeat(64)}`)).toBe("0123456789ab");
  expect(keyIdIn("0123456789ab")).toBe("0123456789ab");
  expect(keyIdIn("0123456789AB")).toBeNull();
});
