import { submittedObservation } from "@yardstick/contracts";
import fc from "fast-check";
import { expect, it } from "vitest";
import { isPlainRow } from "./is-plain-row.ts";

const FIELDS = Object.keys(submittedObservation.shape);
const ROW = { indicator: "gdp", region: "210421", period: "2021", value: "294597" };

/** Rows that are right, nearly right and wrong, as JSON can write them. */
const anyRow = fc
  .dictionary(
    fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...FIELDS) }, { weight: 1, arbitrary: fc.string() }),
    fc.oneof(
      { weight: 6, arbitrary: fc.string({ unit: "binary", maxLength: 40 }) },
      fc.integer({ min: 30, max: 1_100 }).map((length) => "x".repeat(length)),
      fc.constantFrom("", "a\0b", 1, -0.5, null, true, [], {}),
    ),
  )
  .map((fields): unknown => JSON.parse(JSON.stringify({ ...ROW, ...fields })));

it("is sure only of what the contract's schema takes, and takes unchanged", () => {
  let sure = 0;
  fc.assert(
    fc.property(anyRow, (row) => {
      if (!isPlainRow(row)) return;
      sure += 1;
      expect(submittedObservation.parse(row)).toEqual(row);
    }),
    { numRuns: 2_000 },
  );
  expect(sure).toBeGreaterThan(100);
});

it("is sure of every field that the contract has", () => {
  const whole = Object.fromEntries(FIELDS.map((field) => [field, "x".repeat(32)]));
  expect(isPlainRow(whole)).toBe(true);
  expect(isPlainRow({ ...ROW, value: 1.5 })).toBe(true);
  expect(isPlainRow({ ...ROW, value: null })).toBe(true);
});

it.each([
  null,
  1,
  "x",
  [],
  {},
  { ...ROW, value: Number.POSITIVE_INFINITY },
  { ...ROW, note: 1 },
  { ...ROW, toString: "x" },
])("leaves %j to the schema", (row) => expect(isPlainRow(row)).toBe(false));
