import type { RecordBatch } from "@yardstick/event-log";
import { expect, test } from "vitest";
import { eventually } from "../../src/eventually.ts";
import type { LogUnderTest } from "./event-log-contract.ts";
import { allDone, record, SOON_MS, subscribe, text, withLog } from "./log-fixture.ts";

export function membershipContract(create: () => Promise<LogUnderTest>): void {
  test("closing aborts the signal, waits for the handler in hand and commits what it did", () =>
    withLog(create, {}, async ({ log, topic, group }) => {
      await log.publish(topic, [record("a", "1"), record("a", "2")]);
      let started = false;
      const subscription = await subscribe(log, group, [topic], {
        maxBatchRecords: 1,
        handle: async (batch) => {
          started = true;
          await aborted(batch.signal);
          return allDone(batch);
        },
      });
      await eventually(() => expect(started).toBe(true), SOON_MS);
      await subscription.close();
      await subscription.failed;
      expect((await log.lag(group, [topic]))[0]?.committedOffset).toBe("1");
    }));

  test("a handler that throws because it was closed fails nothing", () =>
    withLog(create, {}, async ({ log, topic, group }) => {
      await log.publish(topic, [record("a", "1")]);
      let started = false;
      const subscription = await subscribe(log, group, [topic], {
        handle: async (batch) => {
          started = true;
          await aborted(batch.signal);
          batch.signal.throwIfAborted();
          return allDone(batch);
        },
      });
      await eventually(() => expect(started).toBe(true), SOON_MS);
      await subscription.close();
      await expect(subscription.failed).resolves.toBeUndefined();
      expect((await log.lag(group, [topic]))[0]?.committedOffset).toBeNull();
    }));

  test("a batch held over its deadline is let go and handed over again", () =>
    withLog(create, {}, async ({ log, topic, group }) => {
      await log.publish(topic, [record("a", "1")]);
      const batches: string[][] = [];
      await subscribe(log, group, [topic], {
        batchDeadlineMs: 300,
        handle: async (batch) => {
          batches.push(batch.records.map(text));
          if (batches.length === 1) await aborted(batch.signal);
          return allDone(batch, { metadata: `attempt ${batches.length}` });
        },
      });
      await eventually(() => expect(batches).toEqual([["1"], ["1"]]), SOON_MS);
      await eventually(async () => expect((await log.lag(group, [topic]))[0]?.lag).toBe(0), SOON_MS);
    }));

  test("a handler that goes on after its signal, as long again, fails the subscription with HANDLER_STUCK", () =>
    withLog(create, {}, async ({ log, topic, group }) => {
      await log.publish(topic, [record("a", "1")]);
      let release = () => {};
      const held = new Promise<void>((resolve) => {
        release = resolve;
      });
      const subscription = await subscribe(log, group, [topic], {
        batchDeadlineMs: 200,
        handle: async (batch) => {
          await held;
          return allDone(batch);
        },
      });
      await expect(subscription.failed).rejects.toMatchObject({ code: "HANDLER_STUCK" });
      release();
      expect((await log.lag(group, [topic]))[0]?.committedOffset).toBeNull();
    }));

  test("two members share the partitions; when one leaves, the other takes over and nothing is lost", () =>
    withLog(create, { partitions: 4 }, async ({ log, topic, group }) => {
      const seen: Record<"one" | "two", string[]> = { one: [], two: [] };
      const member = (name: "one" | "two") =>
        subscribe(log, group, [topic], {
          maxBatchRecords: 2,
          concurrency: 1,
          handle: async (batch: RecordBatch) => {
            seen[name].push(...batch.records.map(text));
            await new Promise((resolve) => setTimeout(resolve, 5));
            return allDone(batch);
          },
        });
      const one = await member("one");
      const two = await member("two");
      let sent = 0;
      const send = async () => {
        const records = Array.from({ length: 40 }, () => record(`key ${sent % 16}`, `${sent++}`));
        await log.publish(topic, records);
      };
      await eventually(async () => {
        await send();
        expect(seen.one.length).toBeGreaterThan(0);
        expect(seen.two.length).toBeGreaterThan(0);
      }, SOON_MS);
      await one.close();
      await send();
      const all = Array.from({ length: sent }, (_, n) => String(n)).toSorted();
      await eventually(() => expect([...new Set([...seen.one, ...seen.two])].toSorted()).toEqual(all), SOON_MS);
      await eventually(async () => {
        const lags = await log.lag(group, [topic]);
        expect(lags.map((partition) => partition.lag)).toEqual([0, 0, 0, 0]);
      }, SOON_MS);
      await two.close();
    }));
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener("abort", () => resolve());
  });
}
