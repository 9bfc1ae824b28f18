import { expect, test } from "vitest";
import type { LogUnderTest } from "./event-log-contract.ts";
import { freshTopic, record, subscribe, topicSpec, withLog } from "./log-fixture.ts";

export function topicContract(create: () => Promise<LogUnderTest>): void {
  test("topics are created once; asking again, or for fewer partitions, is accepted", () =>
    withLog(create, { partitions: 3 }, async ({ log, topic }) => {
      await log.ensureTopics([topicSpec(topic, { partitions: 3 })]);
      await log.ensureTopics([topicSpec(topic, { partitions: 2 })]);
      expect(await log.lag("nobody", [topic])).toHaveLength(3);
    }));

  test("a topic with other settings is TOPIC_MISMATCH, with every difference by name", () =>
    withLog(create, { partitions: 1 }, async ({ log, topic }) => {
      const wanted = topicSpec(topic, { partitions: 2, retentionMs: 1_000, maxMessageBytes: 2_048 });
      const error = await log.ensureTopics([wanted]).catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ code: "TOPIC_MISMATCH", disposition: "crash" });
      const message = String(error);
      expect(message).toMatch(/partitions is 1, wanted at least 2/);
      expect(message).toMatch(/retention\.ms is \d+, wanted 1000/);
      expect(message).toMatch(/max\.message\.bytes is \d+, wanted 2048/);
    }));

  test("a topic that does not exist is UNKNOWN_TOPIC for whoever uses it", () =>
    withLog(create, {}, async ({ log, topic }) => {
      const missing = freshTopic();
      const handle = async () => ({ nextOffset: "0" });
      const unknown = { code: "UNKNOWN_TOPIC" };
      await expect(log.publish(missing, [record("a")])).rejects.toMatchObject(unknown);
      await expect(subscribe(log, "g", [missing], { handle })).rejects.toMatchObject(unknown);
      await expect(log.lag("g", [missing])).rejects.toMatchObject(unknown);
      // The failure must not spoil the use of other topics.
      await expect(log.publish(topic, [record("a")])).resolves.toHaveLength(1);
    }));

  test("a closed log says so", () =>
    withLog(create, {}, async ({ log, topic }) => {
      await log.ping(5_000);
      await log.close();
      await log.close();
      await expect(log.publish(topic, [record("a")])).rejects.toMatchObject({ code: "LOG_CLOSED" });
      await expect(log.ping(1_000)).rejects.toMatchObject({ code: "LOG_UNAVAILABLE" });
    }));
}
