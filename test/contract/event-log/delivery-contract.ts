import type { LogRecord, RecordBatch } from "@yardstick/event-log";
import { expect, test } from "vitest";
import { eventually } from "../../src/eventually.ts";
import type { LogUnderTest } from "./event-log-contract.ts";
import { allDone, record, SOON_MS, subscribe, text, withLog } from "./log-fixture.ts";

export function deliveryContract(create: () => Promise<LogUnderTest>): void {
  test("a new group starts at the earliest record; after a restart it resumes where it committed", () =>
    withLog(create, {}, async ({ under, log, topic, group }) => {
      await log.publish(topic, [record("a", "1"), record("a", "2")]);
      const first: string[] = [];
      const subscription = await subscribe(log, group, [topic], {
        handle: async (batch) => {
          first.push(...batch.records.map(text));
          return allDone(batch, { metadata: "crashes=0 ✓" });
        },
      });
      await eventually(() => expect(first).toEqual(["1", "2"]), SOON_MS);
      await subscription.close();
      await expect(subscription.failed).resolves.toBeUndefined();
      await log.publish(topic, [record("a", "3")]);
      await log.close();

      const reopened = await under.open();
      const second: RecordBatch[] = [];
      await subscribe(reopened, group, [topic], {
        handle: async (batch) => {
          second.push(batch);
          return allDone(batch);
        },
      });
      await eventually(() => expect(second).toHaveLength(1), SOON_MS);
      expect(second[0]?.records.map(text)).toEqual(["3"]);
      expect(second[0]?.committedMetadata).toBe("crashes=0 ✓");
    }));

  test("progress inside a batch is kept with its metadata, and the rest is handed over again", () =>
    withLog(create, {}, async ({ log, topic, group }) => {
      await log.publish(topic, [record("a", "1"), record("a", "2"), record("a", "3")]);
      const batches: Array<{ values: string[]; metadata: string }> = [];
      await subscribe(log, group, [topic], {
        handle: async (batch) => {
          batches.push({ values: batch.records.map(text), metadata: batch.committedMetadata });
          return batches.length === 1 ? { nextOffset: "1", metadata: "tried once" } : allDone(batch);
        },
      });
      await eventually(() => expect(batches).toHaveLength(2), SOON_MS);
      expect(batches[1]).toEqual({ values: ["2", "3"], metadata: "tried once" });
      await eventually(async () => {
        expect(await log.lag(group, [topic])).toEqual([
          { topic, partition: 0, committedOffset: "3", endOffset: "3", lag: 0 },
        ]);
      }, SOON_MS);
    }));

  test("a handler that throws fails its subscription and commits nothing; the batch comes again", () =>
    withLog(create, {}, async ({ log, topic, group }) => {
      await log.publish(topic, [record("a", "1")]);
      const boom = new Error("the handler broke");
      const failing = await subscribe(log, group, [topic], { handle: () => Promise.reject(boom) });
      await expect(failing.failed).rejects.toBe(boom);
      await failing.close();
      expect((await log.lag(group, [topic]))[0]).toMatchObject({ committedOffset: null, endOffset: "1", lag: 1 });

      const seen: LogRecord[] = [];
      await subscribe(log, group, [topic], {
        handle: async (batch) => {
          seen.push(...batch.records);
          return allDone(batch);
        },
      });
      await eventually(() => expect(seen.map(text)).toEqual(["1"]), SOON_MS);
    }));

  test("an answer outside the batch fails the subscription with BAD_PROGRESS", () =>
    withLog(create, {}, async ({ log, topic, group }) => {
      await log.publish(topic, [record("a", "1")]);
      const subscription = await subscribe(log, group, [topic], { handle: async () => ({ nextOffset: "7" }) });
      await expect(subscription.failed).rejects.toMatchObject({ code: "BAD_PROGRESS" });
      expect((await log.lag(group, [topic]))[0]?.committedOffset).toBeNull();
    }));

  test("a committed offset that retention has overtaken is OFFSET_LOST, also after a restart", () =>
    withLog(create, {}, async ({ under, log, topic, group }) => {
      await log.publish(topic, [record("a", "1"), record("a", "2"), record("a", "3")]);
      const seen: string[] = [];
      const first = await subscribe(log, group, [topic], {
        maxBatchRecords: 1,
        handle: async (batch) => {
          seen.push(...batch.records.map(text));
          return allDone(batch, { pause: true });
        },
      });
      await eventually(async () => expect((await log.lag(group, [topic]))[0]?.committedOffset).toBe("1"), SOON_MS);
      await first.close();
      await log.close();
      await under.deleteBelow(topic, 0, 2);

      for (const attempt of ["first", "second"]) {
        const reopened = await under.open();
        const failure = await subscribe(reopened, group, [topic], { handle: async (batch) => allDone(batch) }).then(
          (subscription) => subscription.failed.catch((error: unknown) => error),
          (error: unknown) => error,
        );
        expect(failure, `${attempt} attempt`).toMatchObject({ code: "OFFSET_LOST", disposition: "crash" });
        await reopened.close();
      }
      expect(seen).toEqual(["1"]);
    }));

  test("groups read independently of each other", () =>
    withLog(create, { partitions: 2 }, async ({ log, topic, group }) => {
      await log.publish(topic, [record("a", "1"), record("b", "2"), record("c", "3")]);
      const seen: Record<string, string[]> = { one: [], two: [] };
      for (const name of ["one", "two"]) {
        await subscribe(log, `${group}-${name}`, [topic], {
          handle: async (batch) => {
            seen[name]?.push(...batch.records.map(text));
            return allDone(batch);
          },
        });
      }
      await eventually(() => {
        expect(seen.one?.toSorted()).toEqual(["1", "2", "3"]);
        expect(seen.two?.toSorted()).toEqual(["1", "2", "3"]);
      }, SOON_MS);
    }));

  test("lag counts from the earliest record while nothing is committed", () =>
    withLog(create, { partitions: 2 }, async ({ log, topic, group }) => {
      const acks = await log.publish(topic, [record("a", "1"), record("a", "2"), record("a", "3")]);
      const partition = acks[0]?.partition ?? 0;
      const lag = await log.lag(group, [topic]);
      expect(lag.map((one) => one.partition)).toEqual([0, 1]);
      expect(lag[partition]).toEqual({ topic, partition, committedOffset: null, endOffset: "3", lag: 3 });
      expect(lag[1 - partition]).toMatchObject({ endOffset: "0", lag: 0 });
    }));
}
