import { describe, expect, it } from "vitest";
import { type CursorOwner, decodeCursor, encodeCursor } from "./cursor.ts";

const owner: CursorOwner = {
  list: "observations",
  query: { region: "210421", limit: 10, period: undefined },
  sort: [
    { column: "region", type: "String" },
    { column: "period_end", type: "Date32" },
    { column: "version", type: "UInt128" },
  ],
};
const key = ["210421", "2021-12-31", String(2n ** 128n - 1n)];

describe("a cursor", () => {
  it("comes back as the key it was made from, on pages of any size", () => {
    const cursor = encodeCursor(owner, key);
    expect(cursor).toMatch(/^[\w-]+$/);
    expect(decodeCursor(owner, cursor)).toEqual(key);
    expect(decodeCursor({ ...owner, query: { cursor, limit: 500, region: "210421" } }, cursor)).toEqual(key);
  });

  it.each([
    ["another list", { list: "comparisons" }],
    ["another filter", { query: { region: "210422" } }],
    ["one filter more", { query: { region: "210421", measure: "level" } }],
  ])("is refused by %s", (_which, change) => {
    const cursor = encodeCursor(owner, key);
    expect(() => decodeCursor({ ...owner, ...change }, cursor)).toThrow("another question");
  });

  it.each([
    [["210421", "2021-12-31"]],
    [["210421", "2021-12-32", "1"]],
    [["210421", "2021-02-29", "1"]],
    [["210421", "2021-12-31", String(2n ** 128n)]],
    [["210421", "1800-12-31", "1"]],
    [["210421", "2021-12-31", "1 OR 1"]],
    [["2104\u000021", "2021-12-31", "1"]],
  ])("is refused with the key %j", (forged) => {
    expect(() => decodeCursor(owner, encodeCursor(owner, forged))).toThrow("is no cursor");
  });

  it.each(["", "!!", "bnVsbA", Buffer.from("{}").toString("base64url")])("is not %j", (text) => {
    expect(() => decodeCursor(owner, text)).toThrow("is no cursor");
  });
});
