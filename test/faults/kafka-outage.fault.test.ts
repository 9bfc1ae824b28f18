import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type EventLog, kafkaSettings, openEventLog } from "@yardstick/event-log";
import { expect, onTestFinished } from "vitest";
import { startKafka } from "../../infra/kafka/start-kafka.ts";
import { allDone, record, subscribe, text, topicSpec } from "../contract/event-log/log-fixture.ts";
import { quietLogger } from "../contract/event-log/quiet-logger.ts";
import { testWithOwnKafka } from "../kafka/describe-with-kafka.ts";
import { eventually } from "../src/eventually.ts";

const TOPIC = "outage";
const RECORDS = 400;
const RECOVERY_MS = 60_000;

testWithOwnKafka("a broker that is killed and comes back loses nothing and doubles nothing", async () => {
  const dataDir = mkdtempSync(join(tmpdir(), "yardstick-outage-"));
  const kafka = await startKafka({ dataDir });
  const settings = { kafka: kafkaSettings([kafka.brokers]), directory: null };
  const log = await openEventLog(settings, { logger: quietLogger(), clock: { nowMs: () => Date.now() } });
  onTestFinished(async () => {
    await log.close();
    await kafka.kill("SIGKILL");
    rmSync(dataDir, { recursive: true, force: true });
  });
  await log.ensureTopics([topicSpec(TOPIC, { partitions: 2 })]);
  const duringOutage = await collect(log, "during");

  let published = 0;
  const publishing = (async () => {
    for (; published < RECORDS; published += 1)
      await log.publish(TOPIC, [record(`key ${published % 7}`, `${published}`)]);
  })();
  await eventually(() => expect(published).toBeGreaterThan(RECORDS / 4), RECOVERY_MS);
  await kafka.kill("SIGKILL");
  await expect(log.ping(500)).rejects.toMatchObject({ code: "LOG_UNAVAILABLE" });
  await kafka.restart();
  await publishing;

  const all = Array.from({ length: RECORDS }, (_, n) => n);
  // A group that was reading may see again what it had not committed, but misses nothing.
  await eventually(() => expect([...new Set(duringOutage)].toSorted(ascending)).toEqual(all), RECOVERY_MS);
  // The log itself holds every record once, and every key in order.
  const afterwards = await collect(log, "afterwards");
  await eventually(() => expect(afterwards.toSorted(ascending)).toEqual(all), RECOVERY_MS);
  for (let key = 0; key < 7; key += 1) {
    const ofKey = afterwards.filter((value) => value % 7 === key);
    expect(ofKey).toEqual(ofKey.toSorted(ascending));
  }
});

/** Subscribes a group; answers the list that its values go on arriving in. */
async function collect(log: EventLog, group: string): Promise<number[]> {
  const values: number[] = [];
  await subscribe(log, group, [TOPIC], {
    handle: async (batch) => {
      values.push(...batch.records.map((one) => Number(text(one))));
      return allDone(batch);
    },
  });
  return values;
}

function ascending(a: number, b: number): number {
  return a - b;
}
