import { expect, test } from "vitest";
import { readShownKey } from "./read-shown-key.ts";

const basic = (text: string) => `Basic ${Buffer.from(text).toString("base64")}`;

test.each([
  ["a header", { headers: { "x-clickhouse-user": "any", "x-clickhouse-key": "k" } }],
  ["Basic authorization", { headers: { authorization: basic("any:k") } }],
  ["Bearer authorization", { headers: { authorization: "Bearer k" } }],
  ["a parameter", { searchParams: [["password", "k"]] as const }],
  [
    "a parameter beside an empty password",
    { headers: { authorization: basic("default:") }, searchParams: [["password", "k"]] as const },
  ],
])("finds the key in %s", (_where, request) => {
  expect(readShownKey({ headers: {}, searchParams: [], ...request })).toBe("k");
});

test.each([{}, { authorization: basic("default:") }, { authorization: "Digest k" }, { "x-clickhouse-key": "" }])(
  "finds none in %o",
  (headers) => {
    expect(readShownKey({ headers, searchParams: [["password", ""]] })).toBeNull();
  },
);

test("a password may hold colons", () => {
  expect(readShownKey({ headers: { authorization: basic("u:a:b") }, searchParams: [] })).toBe("a:b");
});
