import { expect, it } from "vitest";
import { orderMigrations } from "./order-migrations.ts";

const named = (...names: string[]) => names.map((name) => ({ name, sql: "" }));

it("orders by number", () => {
  expect(orderMigrations(named("0010-c", "0002-b", "0001-a"))).toEqual(named("0001-a", "0002-b", "0010-c"));
});

it.each([["1-a"], ["0001_a"], ["0001-A"], ["0001"]])("refuses the name %s", (name) => {
  expect(() => orderMigrations(named(name))).toThrow(expect.objectContaining({ code: "MIGRATION_INVALID" }));
});

it("refuses a number that two files have", () => {
  expect(() => orderMigrations(named("0001-a", "0001-b"))).toThrow("0001-a.sql and 0001-b.sql have the same number");
});
