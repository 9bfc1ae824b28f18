import { describe, expect, it } from "vitest";
import type { LogPosition } from "./log-position.ts";
import { packPosition, packVersion, unpackPosition } from "./pack-position.ts";

const position = (atMs: number, partition: number, offset: string): LogPosition => ({
  at: new Date(atMs).toISOString(),
  partition,
  offset,
});

describe("packPosition", () => {
  it("puts time, partition and offset at their bits", () => {
    expect(packPosition(position(1, 0, "0"))).toBe(2n ** 79n);
    expect(packPosition(position(0, 1, "0"))).toBe(2n ** 63n);
    expect(packPosition(position(0, 0, "7"))).toBe(7n);
  });

  it("sorts by time, then partition, then offset", () => {
    const ascending = [
      position(1_000, 65_535, "9223372036854775807"),
      position(1_001, 0, "0"),
      position(1_001, 0, "9"),
      position(1_001, 0, "10"),
      position(1_001, 1, "3"),
    ].map(packPosition);
    expect([...ascending].sort((a, b) => (a < b ? -1 : 1))).toEqual(ascending);
    expect(new Set(ascending).size).toBe(ascending.length);
  });

  it("leaves the highest bit to the source of record, which beats every later position", () => {
    const first = position(0, 0, "0");
    const last = position(2 ** 48 - 1, 65_535, "9223372036854775807");
    expect(packPosition(last)).toBe(2n ** 127n - 1n);
    expect(packVersion(last, false)).toBe(packPosition(last));
    expect(packVersion(first, true) > packVersion(last, false)).toBe(true);
    expect(packVersion(last, true)).toBe(2n ** 128n - 1n);
  });

  it.each([
    ["an offset beyond 63 bits", position(0, 0, "9223372036854775808")],
    ["a partition beyond 16 bits", position(0, 65_536, "0")],
    ["a time before 1970", position(-1, 0, "0")],
    ["a text that is no instant", { at: "soon", partition: 0, offset: "0" }],
  ])("refuses %s", (_, wrong) => {
    expect(() => packPosition(wrong)).toThrow(RangeError);
  });
});

it("is read back from a version, of record or not", () => {
  const position = { at: "2021-07-01T12:34:56.789Z", partition: 65_535, offset: "9223372036854775807" };
  expect(unpackPosition(packVersion(position, true))).toEqual(position);
  expect(unpackPosition(packVersion(position, false))).toEqual(position);
});
