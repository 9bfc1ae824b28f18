import type { RecordBatch } from "@yardstick/event-log";
import { expect, test } from "vitest";
import { eventually } from "../../src/eventually.ts";
import type { LogUnderTest } from "./event-log-contract.ts";
import { allDone, record, SOON_MS, subscribe, text, withLog } from "./log-fixture.ts";

export function batchContract(create: () => Promise<LogUnderTest>): void {
  test("a batch keeps to its records and bytes, but holds one record however large", () =>
    withLog(create, {}, async ({ log, topic, group }) => {
      const sizes = [10, 10, 10, 10, 60, 60, 500, 10];
      await log.publish(
        topic,
        sizes.map((bytes) => record("a", "x".repeat(bytes))),
      );
      const batches: number[][] = [];
      await subscribe(log, group, [topic], {
        maxBatchRecords: 3,
        maxBatchBytes: 100,
        handle: async (batch) => {
          batches.push(batch.records.map((one) => one.value?.length ?? 0));
          return allDone(batch);
        },
      });
      await eventually(() => expect(batches.flat()).toEqual(sizes), SOON_MS);
      expect(batches).toEqual([[10, 10, 10], [10, 60], [60], [500], [10]]);
    }));

  test("one partition is handled one batch at a time, several side by side up to concurrency", () =>
    withLog(create, { partitions: 4 }, async ({ log, topic, group }) => {
      await log.publish(
        topic,
        Array.from({ length: 80 }, (_, n) => record(`key ${n}`, `${n}`)),
      );
      const inHand = new Map<number, number>();
      let most = 0;
      let done = 0;
      const overlaps: number[] = [];
      await subscribe(log, group, [topic], {
        maxBatchRecords: 5,
        concurrency: 2,
        handle: async (batch) => {
          const now = (inHand.get(batch.partition) ?? 0) + 1;
          inHand.set(batch.partition, now);
          if (now > 1) overlaps.push(batch.partition);
          most = Math.max(
            most,
            [...inHand.values()].reduce((sum, count) => sum + count, 0),
          );
          await new Promise((resolve) => setTimeout(resolve, 20));
          inHand.set(batch.partition, now - 1);
          done += batch.records.length;
          return allDone(batch);
        },
      });
      await eventually(() => expect(done).toBe(80), SOON_MS);
      expect(overlaps).toEqual([]);
      expect(most).toBe(2);
    }));

  test("a paused partition rests until the subscription is opened again; the others go on", () =>
    withLog(create, { partitions: 2 }, async ({ log, topic, group }) => {
      const [poisoned] = await log.publish(topic, [record("a", "poison")]);
      const other = ["b", "c", "d", "e", "f", "g"];
      const acks = await log.publish(
        topic,
        other.map((key) => record(key, key)),
      );
      const elsewhere = other.filter((_, n) => acks[n]?.partition !== poisoned?.partition);
      expect(elsewhere.length).toBeGreaterThan(0);

      const seen: string[] = [];
      const handle = async (batch: RecordBatch) => {
        seen.push(...batch.records.map(text));
        if (batch.partition !== poisoned?.partition) return allDone(batch);
        return { nextOffset: batch.records[0]?.offset ?? "", metadata: "parked", pause: true as const };
      };
      const first = await subscribe(log, group, [topic], { handle });
      await eventually(() => expect(seen).toEqual(expect.arrayContaining(["poison", ...elsewhere])), SOON_MS);
      // New records on both partitions: only the one that is not paused hands them over.
      const later = elsewhere[0] ?? "";
      await log.publish(topic, [record("a", "behind the poison"), record(later, "more")]);
      await eventually(() => expect(seen).toContain("more"), SOON_MS);
      expect(seen.filter((value) => value === "poison")).toHaveLength(1);
      expect(seen).not.toContain("behind the poison");
      await first.close();

      const again: RecordBatch[] = [];
      await subscribe(log, group, [topic], {
        handle: async (batch) => {
          again.push(batch);
          return allDone(batch);
        },
      });
      await eventually(() => expect(again.flatMap((batch) => batch.records.map(text))).toContain("poison"), SOON_MS);
      expect(again[0]?.committedMetadata).toBe("parked");
    }));
}
