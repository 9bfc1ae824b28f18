import { expect, test } from "vitest";
import { mergeableSends, type PlacedRecord, splitIntoSends } from "./split-into-sends.ts";

const record = (bytes: number): PlacedRecord => ({ key: "", value: new Uint8Array(bytes), headers: {}, partition: 0 });

test("a send stays below half of the topic's limit and keeps the order", () => {
  const records = [40, 40, 40, 90, 10].map(record);
  const sends = splitIntoSends("t", records, 200);
  expect(sends.map((send) => send.bytes)).toEqual([80, 40, 100]);
  expect(sends.flatMap((send) => send.records)).toEqual(records);
});

test("a record over the bound goes alone", () => {
  expect(splitIntoSends("t", [10, 150, 10].map(record), 200).map((send) => send.bytes)).toEqual([10, 150, 10]);
});

test("a send has at most a thousand records", () => {
  const sends = splitIntoSends(
    "t",
    Array.from({ length: 2_500 }, () => record(1)),
    1_000_000,
  );
  expect(sends.map((send) => send.records.length)).toEqual([1_000, 1_000, 500]);
});

test("what waits is merged while the topic is the same and the bounds hold", () => {
  const [a] = splitIntoSends("a", [record(40)], 200);
  const [b] = splitIntoSends("b", [record(40)], 200);
  if (a === undefined || b === undefined) throw new Error("one record is one send");
  expect(mergeableSends([])).toBe(0);
  expect(mergeableSends([a, a, b])).toBe(2);
  expect(mergeableSends([a, a, a])).toBe(2);
});
