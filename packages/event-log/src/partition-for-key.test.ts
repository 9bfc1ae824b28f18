import { describe, expect, test } from "vitest";
import { murmur2, partitionForKey } from "./partition-for-key.ts";

/** Apache Kafka, clients/src/test/java/org/apache/kafka/common/utils/UtilsTest.java, `testMurmur2`. */
const KAFKA_VECTORS: ReadonlyArray<readonly [string, number]> = [
  ["21", -973_932_308],
  ["foobar", -790_332_482],
  ["a-little-bit-long-string", -985_981_536],
  ["a-little-bit-longer-string", -1_486_304_829],
  ["lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8", -58_897_971],
  ["abc", 479_470_107],
];

describe("murmur2", () => {
  test.each(KAFKA_VECTORS)("hashes %j as Kafka's Java client does", (text, expected) => {
    expect(murmur2(new TextEncoder().encode(text))).toBe(expected);
  });

  test("reads bytes at an offset inside a larger buffer", () => {
    const buffer = new TextEncoder().encode("xfoobarx");
    expect(murmur2(buffer.subarray(1, 7))).toBe(-790_332_482);
  });
});

describe("partitionForKey", () => {
  test("masks the sign away, as toPositive does", () => {
    expect(partitionForKey("foobar", 12)).toBe((-790_332_482 & 0x7fffffff) % 12);
  });

  test("hashes the UTF-8 bytes of a key", () => {
    expect(partitionForKey("凌源市", 7)).toBe(
      (murmur2(new Uint8Array(Buffer.from("凌源市", "utf8"))) & 0x7fffffff) % 7,
    );
  });

  test("refuses a topic without partitions", () => {
    expect(() => partitionForKey("a", 0)).toThrow(RangeError);
  });
});
