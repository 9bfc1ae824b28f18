import { expect, it } from "vitest";
import { hashOf, planMigrations } from "./plan-migrations.ts";
import { judgeSchema } from "./schema-state.ts";

const A = { name: "0001-a", sql: "SELECT 1" };
const B = { name: "0002-b", sql: "SELECT 2" };
const applied = (migration: typeof A) => ({ name: migration.name, sha256: hashOf(migration) });

it("plans what is missing, in order, and finds the warehouse behind", () => {
  const plan = planMigrations([A, B], [applied(B)]);
  expect(plan).toEqual({ pending: [A], edited: [], unknown: [] });
  expect(judgeSchema(plan)).toEqual({ state: "behind", missing: ["0001-a"] });
});

it("finds a file edited by a single character", () => {
  const plan = planMigrations([{ ...A, sql: "SELECT 1 " }, B], [applied(A)]);
  expect(plan).toMatchObject({ pending: [B], edited: ["0001-a"] });
  expect(judgeSchema(plan)).toEqual({ state: "edited", edited: ["0001-a"] });
});

it("runs a step of views again when its text has changed", () => {
  const view = { name: "1001-v", sql: "CREATE OR REPLACE VIEW v AS SELECT 2", isRepeatable: true as const };
  const before = { ...view, sql: "CREATE OR REPLACE VIEW v AS SELECT 1" };
  expect(planMigrations([A, view], [applied(A), applied(before)])).toEqual({
    pending: [view],
    edited: [],
    unknown: [],
  });
  expect(planMigrations([A, view], [applied(A), applied(view)]).pending).toEqual([]);
});

it("finds the warehouse ahead of an older version", () => {
  expect(judgeSchema(planMigrations([A], [applied(A), applied(B)]))).toEqual({ state: "ahead", unknown: ["0002-b"] });
  expect(judgeSchema(planMigrations([A], [applied(A)]))).toEqual({ state: "current" });
});
