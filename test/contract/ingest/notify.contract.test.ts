import { createHmac } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildReference, EVENTS, type ReferenceData, TOPIC_DEFAULTS, TOPIC_NAMES } from "@yardstick/contracts";
import { createMemoryEventLog } from "@yardstick/event-log";
import { encodeEvent, pipelineConfig, pipelineLimits } from "@yardstick/pipeline";
import { createMetrics, createSilentLogger, systemClock } from "@yardstick/runtime";
import type { Warehouse } from "@yardstick/warehouse";
import { afterEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { notifySources } from "../../../services/ingest-http/src/notify/notify-sources.ts";
import { sourceWebhooks } from "../../../services/ingest-http/src/notify/source-webhooks.ts";
import { eventually } from "../../src/eventually.ts";
import { startReceiver } from "../../src/webhook-receiver.ts";

const WAIT_MS = 20_000;
const SAMPLE = JSON.parse(
  readFileSync(new URL("../../../contracts/samples/events/submission-settled.v1.json", import.meta.url), "utf8"),
) as { readonly source: string };

/** The channel reads and writes no table. */
const nowhere = async () => Promise.reject(new Error("telling a source has no business with the warehouse"));
const noWarehouse: Warehouse = { insert: nowhere, query: nowhere, command: nowhere, ping: nowhere, close: nowhere };

const closing: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  for (let close = closing.pop(); close !== undefined; close = closing.pop()) await close();
});

function referenceWith(webhooks: Readonly<Record<string, string | null>>): ReferenceData {
  const sources = Object.entries(webhooks).map(([id, webhookUrl]) => ({ id, nameZh: id, nameEn: id, webhookUrl }));
  return buildReference(new Map([["sources.json", JSON.stringify(sources)]]));
}

function secretsOf(secrets: Readonly<Record<string, string>>): string {
  const directory = mkdtempSync(join(tmpdir(), "yardstick-secrets-"));
  closing.push(() => rmSync(directory, { recursive: true }));
  for (const [source, secret] of Object.entries(secrets)) writeFileSync(join(directory, source), `${secret}\n`);
  return directory;
}

async function startNotifier(reference: ReferenceData, directory: string) {
  const logger = createSilentLogger();
  const eventLog = createMemoryEventLog({ clock: systemClock, logger });
  await eventLog.ensureTopics(
    TOPIC_NAMES.map((name) => ({ name, ...TOPIC_DEFAULTS, partitions: 1, replicationFactor: null })),
  );
  const limits = { ...pipelineLimits(z.object(pipelineConfig).parse({})), retryInitialMs: 5, retryMaxMs: 20 };
  const config = { YARDSTICK_SOURCE_WEBHOOK_SECRETS_DIR: directory, YARDSTICK_SOURCE_WEBHOOK_TIMEOUT_MS: 2_000 };
  const components = notifySources(sourceWebhooks(reference, config), {
    eventLog,
    warehouse: noWarehouse,
    limits,
    topicPrefix: "",
    deadLetterTopic: "dead-letter",
    reference,
    clock: systemClock,
    logger,
    metrics: createMetrics(),
  });
  for (const component of components) await component.start();
  closing.push(async () => {
    for (const component of components) await component.stop();
    await eventLog.close();
  });
  const publish = async (id: string, source: string) => {
    const event = {
      id,
      type: EVENTS.submissionSettled.type,
      source: "aggregator-store",
      time: "2022-03-01T08:00:00.000Z",
    };
    const encoded = encodeEvent({ ...event, data: { ...SAMPLE, source } });
    await eventLog.publish(EVENTS.submissionSettled.topic, [{ key: source, ...encoded }]);
  };
  return { publish, components };
}

describe("telling a source that its submission is settled", () => {
  it("posts the event, signed with the source's own key, to that source alone", async () => {
    const [city, county] = [await startReceiver(), await startReceiver()];
    closing.push(city.stop, county.stop);
    const reference = referenceWith({ city: city.url, county: county.url, silent: null });
    const notifier = await startNotifier(
      reference,
      secretsOf({ city: "key of the city", county: "key of the county" }),
    );
    await notifier.publish("e-1", "city");
    await notifier.publish("e-2", "silent");
    await notifier.publish("e-3", "county");
    await eventually(async () => {
      for (const component of notifier.components) expect(await component.lag()).toBe(0);
    }, WAIT_MS);

    expect(city.posts.map(({ headers }) => headers["ce-id"])).toEqual(["e-1"]);
    expect(county.posts.map(({ headers }) => headers["ce-id"])).toEqual(["e-3"]);
    const [post] = city.posts;
    const body = post?.body ?? Buffer.alloc(0);
    expect(JSON.parse(body.toString())).toEqual({ ...SAMPLE, source: "city" });
    const signature = createHmac("sha256", "key of the city").update(body).digest("hex");
    expect(post?.headers["x-yardstick-signature"]).toBe(`sha256=${signature}`);
  });

  it("tries again while a receiver is unwell", async () => {
    const target = await startReceiver((nth) => ({ status: nth < 3 ? 503 : 204 }));
    closing.push(target.stop);
    const notifier = await startNotifier(referenceWith({ city: target.url }), secretsOf({ city: "key" }));
    await notifier.publish("e-1", "city");
    await eventually(() => expect(target.posts).toHaveLength(3), WAIT_MS);
    expect(new Set(target.posts.map(({ headers }) => headers["idempotency-key"]))).toEqual(new Set(["e-1"]));
  });

  it("does not start for a receiver without a key of its own", () => {
    const reference = referenceWith({ city: "http://127.0.0.1:9/settled" });
    const timeout = { YARDSTICK_SOURCE_WEBHOOK_TIMEOUT_MS: 2_000 };
    const read = (directory?: string) =>
      sourceWebhooks(reference, { ...timeout, YARDSTICK_SOURCE_WEBHOOK_SECRETS_DIR: directory });
    expect(() => read()).toThrow("source city has a webhookUrl in sources.json");
    expect(() => read(secretsOf({ county: "key" }))).toThrow("cannot read the key of source city");
    expect(() => read(secretsOf({ city: "" }))).toThrow("the key of source city is empty");
  });
});
