import { randomBytes } from "node:crypto";
import { type LogRecord, partitionForKey } from "@yardstick/event-log";
import { expect, test } from "vitest";
import { eventually } from "../../src/eventually.ts";
import type { LogUnderTest } from "./event-log-contract.ts";
import { allDone, record, SOON_MS, subscribe, text, withLog } from "./log-fixture.ts";

const MIB = 1024 * 1024;

export function publishContract(create: () => Promise<LogUnderTest>): void {
  test("keys are placed by partitionForKey and keep their order", () =>
    withLog(create, { partitions: 4 }, async ({ log, topic, group }) => {
      const keys = ["210421", "210000-XY gdp", "凌源市", "", "a-little-bit-long-string"];
      const records = Array.from({ length: 200 }, (_, n) => record(keys[n % keys.length] ?? "", `${n}`));
      const acks = await log.publish(topic, records);
      expect(acks.map((ack) => ack.partition)).toEqual(records.map(({ key }) => partitionForKey(key, 4)));

      const seen: LogRecord[] = [];
      await subscribe(log, group, [topic], {
        handle: async (batch) => {
          seen.push(...batch.records);
          return allDone(batch);
        },
      });
      await eventually(() => expect(seen).toHaveLength(200), SOON_MS);
      for (const key of keys) {
        const ofKey = seen.filter((one) => (one.key ?? "") === key).map((one) => Number(text(one)));
        expect(ofKey, `order of key "${key}"`).toEqual(ofKey.toSorted((a, b) => a - b));
        expect(ofKey).toHaveLength(40);
      }
      const acked = new Map(records.map((one, n) => [new TextDecoder().decode(one.value), acks[n]]));
      for (const one of seen) expect(acked.get(text(one))).toEqual({ partition: one.partition, offset: one.offset });
    }));

  test("concurrent publishes all arrive, each with its own offset", () =>
    withLog(create, {}, async ({ log, topic }) => {
      const all = await Promise.all(
        Array.from({ length: 50 }, (_, n) => log.publish(topic, [record(`k${n}`, `${n}`), record(`k${n}`, `${n}`)])),
      );
      const offsets = all.flat().map((ack) => Number(ack.offset));
      expect(offsets.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, n) => n));
      for (const [first, second] of all) expect(Number(second?.offset)).toBeGreaterThan(Number(first?.offset));
      expect(await log.publish(topic, [])).toEqual([]);
    }));

  test("key, value, headers in any script, and the time of appending come through", () =>
    withLog(create, {}, async ({ log, topic, group }) => {
      const headers = { ce_id: "s-1", "content-type": "application/json", 来源: "统计局 📈", empty: "" };
      const beforeMs = Date.now();
      await log.publish(topic, [record("辽宁", randomBytes(0), headers), record("b", new Uint8Array([0, 255, 128]))]);
      const seen: LogRecord[] = [];
      await subscribe(log, group, [topic], {
        handle: async (batch) => {
          seen.push(...batch.records);
          return allDone(batch);
        },
      });
      const [first, second] = await eventually(() => {
        expect(seen).toHaveLength(2);
        return seen;
      }, SOON_MS);
      expect(first).toMatchObject({ topic, partition: 0, offset: "0", key: "辽宁", headers });
      expect(first?.value).toHaveLength(0);
      expect([...(second?.value ?? [])]).toEqual([0, 255, 128]);
      expect(first?.timestampMs).toBeGreaterThanOrEqual(beforeMs - 1_000);
      expect(first?.timestampMs).toBeLessThanOrEqual(Date.now() + 1_000);
      expect(second?.timestampMs).toBeGreaterThanOrEqual(first?.timestampMs ?? Number.NaN);
    }));

  test("a record of 8 MiB that does not compress comes through whole, between small ones", () =>
    withLog(create, {}, async ({ log, topic, group }) => {
      const large = new Uint8Array(randomBytes(8 * MIB));
      await log.publish(topic, [record("a", "before"), record("a", large), record("a", "after")]);
      const seen: LogRecord[] = [];
      await subscribe(log, group, [topic], {
        handle: async (batch) => {
          seen.push(...batch.records);
          return allDone(batch);
        },
      });
      await eventually(() => expect(seen).toHaveLength(3), SOON_MS);
      expect(Buffer.compare(seen[1]?.value ?? new Uint8Array(), large)).toBe(0);
      expect([seen[0], seen[2]].map((one) => one && text(one))).toEqual(["before", "after"]);
    }));

  test("a record over the topic's limit is RECORD_TOO_LARGE at once, and the log goes on", () =>
    withLog(create, { maxMessageBytes: 100_000 }, async ({ log, topic }) => {
      const tooLarge = log.publish(topic, [record("a", "small"), record("a", new Uint8Array(100_001))]);
      await expect(tooLarge).rejects.toMatchObject({ code: "RECORD_TOO_LARGE", disposition: "crash" });
      await expect(log.publish(topic, [record("a", "small")])).resolves.toEqual([{ partition: 0, offset: "0" }]);
    }));

  test("many records whose sum is far over the limit of one go out in order", () =>
    withLog(create, { maxMessageBytes: 100_000 }, async ({ log, topic }) => {
      const records = Array.from({ length: 60 }, () => record("a", new Uint8Array(randomBytes(20_000))));
      const acks = await log.publish(topic, records);
      expect(acks.map((ack) => ack.offset)).toEqual(records.map((_, n) => String(n)));
    }));
}
