import { expect, test } from "vitest";
import type { KeyRecord } from "../keys/key-record.ts";
import { type AccessQuestion, decideAccess } from "./decide-access.ts";

const NOW = 1_000_000;
const key: KeyRecord = {
  keyId: "0123456789ab",
  secretHash: "",
  previousHash: null,
  previousValidUntilMs: null,
  note: "",
  verbs: ["submit"],
  sources: ["210400-bureau", "2105*"],
  regionPrefixes: ["2104", "210521"],
  requestsPerMinute: null,
  rowsPerMinute: null,
  validFromMs: NOW,
  validUntilMs: NOW + 1,
  revokedAtMs: null,
  createdAtMs: 0,
  version: 1n,
};
const submit = { verb: "submit", source: "210400-bureau", regions: ["210421", "2104"] } as const;

test.each<[string, Partial<KeyRecord>, AccessQuestion]>([
  ["its own source and regions", {}, submit],
  ["a source that fits a pattern", {}, { ...submit, source: "210521-bureau" }],
  ["a village below a county of its own", {}, { ...submit, regions: ["210521001001"] }],
  ["every region, where none is listed", { regionPrefixes: [] }, { ...submit, regions: ["110000", "not a code"] }],
  ["reading, whatever its sources", { verbs: ["read"], sources: [] }, { verb: "read", source: "other" }],
  ["no end", { validUntilMs: null }, submit],
])("a key may: %s", (_what, change, question) => {
  expect(decideAccess({ key: { ...key, ...change }, nowMs: NOW, ...question })).toEqual({ allowed: true });
});

test.each<[string, Partial<KeyRecord>, AccessQuestion, number, string]>([
  ["the instant at which it ends", { validUntilMs: NOW }, submit, 401, "KEY_EXPIRED"],
  ["before it begins", { validFromMs: NOW + 1 }, submit, 401, "KEY_NOT_YET_VALID"],
  ["revoked, whatever else", { revokedAtMs: 1, validUntilMs: 0 }, submit, 401, "KEY_REVOKED"],
  ["another verb", {}, { verb: "read" }, 403, "VERB_NOT_ALLOWED"],
  ["admin reads nothing by itself", { verbs: ["admin"] }, { verb: "read" }, 403, "VERB_NOT_ALLOWED"],
  ["another source", {}, { ...submit, source: "210400-bureau2" }, 403, "SOURCE_NOT_ALLOWED"],
  ["one region of several", {}, { ...submit, regions: ["210421", "210522"] }, 403, "REGION_NOT_ALLOWED"],
  ["a region that is no code", {}, { ...submit, regions: ["抚顺县"] }, 403, "REGION_NOT_ALLOWED"],
])("a key may not: %s", (_what, change, question, status, code) => {
  expect(decideAccess({ key: { ...key, ...change }, nowMs: NOW, ...question })).toMatchObject({ status, code });
});

test("a refusal names what was asked and what is allowed, in both languages, and is never longer than a screen", () => {
  const regions = Array.from({ length: 10_000 }, (_, index) => `11${index}${"x".repeat(500)}`);
  const answer = decideAccess({ key, nowMs: NOW, ...submit, regions });
  expect(answer).toMatchObject({
    message: { en: expect.stringContaining("9995 more"), zh: expect.stringContaining("2104") },
  });
  expect(JSON.stringify(answer).length).toBeLessThan(2_000);
});
