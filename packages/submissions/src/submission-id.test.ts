import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deriveSubmissionId, isIssuedId, newSubmissionId } from "./submission-id.ts";

describe("submission ids", () => {
  it("are the same for the same source and key, and differ for any other", () => {
    const id = deriveSubmissionId("210400-bureau", "2021-annual");
    expect(deriveSubmissionId("210400-bureau", "2021-annual")).toBe(id);
    expect(deriveSubmissionId("210400-bureau", "2021-annual ")).not.toBe(id);
    expect(deriveSubmissionId("210400-bureau2", "021-annual")).not.toBe(id);
    expect(id).toMatch(/^sub_[0-9a-hjkmnp-tv-z]{32}$/);
  });

  it("are told from texts that were never issued", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (bytes) => isIssuedId(newSubmissionId(bytes))),
    );
    for (const text of [
      "",
      "sub_",
      "210400-2021-01",
      `sub_${"0".repeat(32)}`,
      deriveSubmissionId("a", "b").toUpperCase(),
    ]) {
      expect(isIssuedId(text), text).toBe(false);
    }
  });

  it("do not survive a changed character", () => {
    const id = deriveSubmissionId("a", "b");
    for (let at = 4; at < id.length; at += 1) {
      const other = id[at] === "0" ? "1" : "0";
      expect(isIssuedId(id.slice(0, at) + other + id.slice(at + 1))).toBe(false);
    }
  });

  it("hold all of the random bytes", () => {
    const bytes = new Uint8Array(16);
    const ids = new Set([newSubmissionId(bytes)]);
    for (let at = 0; at < 16; at += 1) ids.add(newSubmissionId(bytes.with(at, 1)));
    expect(ids.size).toBe(17);
    expect(() => newSubmissionId(new Uint8Array(15))).toThrow(RangeError);
  });
});
