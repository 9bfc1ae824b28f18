import type { RecordBatch } from "@yardstick/event-log";
import kafkajs, { CompressionTypes, Kafka, logLevel } from "kafkajs";
import { describe, expect, test } from "vitest";
import { kafkaBrokers } from "../../kafka/describe-with-kafka.ts";
import { eventually } from "../../src/eventually.ts";
import type { LogUnderTest } from "./event-log-contract.ts";
import { allDone, record, SOON_MS, subscribe, text, withLog } from "./log-fixture.ts";
import { snappyLiterals } from "./snappy-literals.ts";

/** What only a broker can show. `sessionTimeoutMs` is what the logs under test were opened with. */
export function kafkaAloneContract(create: () => Promise<LogUnderTest>, sessionTimeoutMs: number): void {
  describe("event log: kafka alone", () => {
    test.concurrent("a handler slower than the session timeout keeps its partition", () =>
      withLog(create, {}, async ({ log, topic, group }) => {
        await log.publish(topic, [record("a", "1"), record("a", "2")]);
        const seen: string[] = [];
        await subscribe(log, group, [topic], {
          maxBatchRecords: 1,
          handle: async (batch) => {
            seen.push(...batch.records.map(text));
            if (seen.length === 1) await passes(sessionTimeoutMs + 2_000);
            return allDone(batch);
          },
        });
        await eventually(() => expect(seen).toEqual(["1", "2"]), sessionTimeoutMs + SOON_MS);
        expect((await log.lag(group, [topic]))[0]).toMatchObject({ committedOffset: "2", lag: 0 });
      }));

    test.concurrent("a member stuck over its deadline loses the partition to another", () =>
      withLog(create, {}, async ({ under, log, topic, group }) => {
        await log.publish(topic, [record("a", "1")]);
        let isStuck = false;
        const stuck = await subscribe(log, group, [topic], {
          batchDeadlineMs: 500,
          handle: () => {
            isStuck = true;
            return new Promise(() => {});
          },
        });
        await eventually(() => expect(isStuck).toBe(true), SOON_MS);
        const seen: string[] = [];
        const other = await under.open();
        await subscribe(other, group, [topic], {
          handle: async (batch) => {
            seen.push(...batch.records.map(text));
            return allDone(batch);
          },
        });
        await eventually(() => expect(seen).toEqual(["1"]), sessionTimeoutMs + SOON_MS);
        await expect(stuck.failed).rejects.toMatchObject({ code: "HANDLER_STUCK" });
      }));

    test.concurrent("records deleted under a running consumer are OFFSET_LOST, not skipped", () =>
      withLog(create, {}, async ({ under, log, topic, group }) => {
        await log.publish(topic, [record("a", "0")]);
        const seen: RecordBatch[] = [];
        let goOn = () => {};
        const held = new Promise<void>((resolve) => {
          goOn = resolve;
        });
        const subscription = await subscribe(log, group, [topic], {
          handle: async (batch) => {
            seen.push(batch);
            await held;
            return allDone(batch);
          },
        });
        await eventually(() => expect(seen).toHaveLength(1), SOON_MS);
        await log.publish(topic, [record("a", "1"), record("a", "2"), record("a", "3")]);
        await under.deleteBelow(topic, 0, 3);
        goOn();
        await expect(subscription.failed).rejects.toMatchObject({ code: "OFFSET_LOST" });
        expect(seen.flatMap((batch) => batch.records.map(text))).toEqual(["0"]);
      }));

    test.concurrent("a record in a codec that we lack is readable, because the topic repacks it", () =>
      withLog(create, {}, async ({ log, topic, group }) => {
        await publishInSnappy(topic, "from another client");
        const seen: string[] = [];
        await subscribe(log, group, [topic], {
          handle: async (batch) => {
            seen.push(...batch.records.map(text));
            return allDone(batch);
          },
        });
        await eventually(() => expect(seen).toEqual(["from another client"]), SOON_MS);
      }));
  });
}

async function publishInSnappy(topic: string, value: string): Promise<void> {
  kafkajs.CompressionCodecs[CompressionTypes.Snappy] = () => ({
    compress: async (encoder: { buffer: Buffer }) => snappyLiterals(encoder.buffer),
    decompress: async () => {
      throw new Error("The consumer met snappy");
    },
  });
  const producer = new Kafka({ brokers: kafkaBrokers(), logLevel: logLevel.NOTHING }).producer();
  await producer.connect();
  await producer.send({ topic, compression: CompressionTypes.Snappy, messages: [{ value }] });
  await producer.disconnect();
}

function passes(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
