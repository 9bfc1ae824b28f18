import { expect, test } from "vitest";
import { EVERYTHING } from "../query/conditions.ts";
import { behind, keyOf, orderBy, type SortColumn } from "./keyset.ts";

const sort: readonly SortColumn[] = [
  { column: "region", type: "String" },
  { column: "period_end", type: "Date32" },
  { column: "version", type: "UInt128", descending: true },
];

test("spells out which rows are behind a key, column by column", () => {
  expect(behind(sort, ["210421", "2021-12-31", "7"])).toEqual({
    sql:
      "region >= {after_0:String} AND (region > {after_0:String} OR " +
      "(period_end >= {after_1:Date32} AND (period_end > {after_1:Date32} OR (version < {after_2:UInt128}))))",
    params: { after_0: "210421", after_1: "2021-12-31", after_2: "7" },
  });
  expect(behind(sort, null)).toBe(EVERYTHING);
});

test("orders by the same columns, and finds them in a row", () => {
  expect(orderBy(sort)).toBe("region, period_end, version DESC");
  expect(keyOf(sort, { version: "7", region: "210421", period_end: "2021-12-31", value: "1" })).toEqual([
    ...["210421", "2021-12-31", "7"],
  ]);
});
