import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { EVENTS } from "@yardstick/contracts";
import { encodeEvent, type PipelineLimits } from "@yardstick/pipeline";
import { type Sleep, systemSleep } from "@yardstick/runtime";
import type { Warehouse } from "@yardstick/warehouse";
import { afterEach, describe, expect, it } from "vitest";
import { eventually } from "../../src/eventually.ts";
import { type ReceiverAnswer, startReceiver } from "../../src/webhook-receiver.ts";
import { defaultLimits, type RunningAlerter, startAlerter } from "./alerter-bench.ts";

const WAIT_MS = 20_000;
const SECRET = "a secret of this test";
const SAMPLE: unknown = JSON.parse(
  readFileSync(new URL("../../../contracts/samples/events/alert-changed.v1.json", import.meta.url), "utf8"),
);

/** The channels read and write no table. */
const nowhere = async () => Promise.reject(new Error("a delivery channel has no business with the warehouse"));
const noWarehouse: Warehouse = { insert: nowhere, query: nowhere, command: nowhere, ping: nowhere, close: nowhere };

const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (let close = closing.pop(); close !== undefined; close = closing.pop()) await close();
});

async function receiver(answer?: (nth: number) => ReceiverAnswer, port?: number) {
  const started = await startReceiver(answer, port);
  closing.push(started.stop);
  return started;
}

async function deliverTo(urls: readonly string[], more: { limits?: Partial<PipelineLimits>; sleep?: Sleep } = {}) {
  const limits = { ...defaultLimits(), retryInitialMs: 5, retryMaxMs: 20, ...more.limits };
  const webhook = { urls, secret: new TextEncoder().encode(SECRET), timeoutMs: 2_000 };
  const alerter = await startAlerter(noWarehouse, { webhook, limits, sleep: more.sleep ?? systemSleep });
  closing.push(async () => {
    await alerter.stop();
    await alerter.eventLog.close();
  });
  return alerter;
}

async function publish(alerter: RunningAlerter, ...ids: string[]): Promise<void> {
  const records = ids.map((id) => {
    const time = "2022-03-01T08:00:00.000Z";
    const event = { id, type: EVENTS.alertChanged.type, source: "210400-bureau", time, data: SAMPLE };
    return { key: "one-alert", ...encodeEvent(event) };
  });
  await alerter.eventLog.publish(EVENTS.alertChanged.topic, records);
}

async function deadLetterCodes(alerter: RunningAlerter): Promise<string[]> {
  const codes: string[] = [];
  const subscription = await alerter.eventLog.subscribe({
    group: "reader-of-dead-letters",
    topics: ["dead-letter"],
    maxBatchRecords: 100,
    maxBatchBytes: 1_048_576,
    concurrency: 1,
    batchDeadlineMs: 60_000,
    handle: async ({ records }) => {
      for (const { headers } of records) codes.push(headers.dl_code ?? "");
      return { nextOffset: String(Number(records.at(-1)?.offset ?? 0) + 1) };
    },
  });
  closing.push(() => subscription.close());
  return codes;
}

describe("the webhook channel", () => {
  it("posts the event as it stands in the log, signed, with its id to know it by", async () => {
    const target = await receiver();
    const alerter = await deliverTo([target.url]);
    await publish(alerter, "event-1");
    await eventually(() => expect(target.posts).toHaveLength(1), WAIT_MS);
    const [post] = target.posts;
    expect(JSON.parse(post?.body.toString() ?? "")).toEqual(SAMPLE);
    const signature = createHmac("sha256", SECRET)
      .update(post?.body ?? "")
      .digest("hex");
    expect(post).toMatchObject({
      path: "/alerts",
      headers: {
        "content-type": "application/json",
        "idempotency-key": "event-1",
        "x-yardstick-signature": `sha256=${signature}`,
        "ce-id": "event-1",
        "ce-type": "alert-changed.v1",
      },
    });
  });

  it("tries again while the receiver is unwell, in order, and sends nothing twice that was taken", async () => {
    const target = await receiver((nth) => ({ status: nth === 2 || nth === 3 ? 503 : 200 }));
    const alerter = await deliverTo([target.url]);
    await publish(alerter, "a", "b", "c");
    await eventually(async () => expect(await alerter.lag()).toBe(0), WAIT_MS);
    expect(target.posts.map(({ headers }) => headers["idempotency-key"])).toEqual(["a", "b", "b", "b", "c"]);
  });

  it("waits as long as a throttling receiver asks", async () => {
    const target = await receiver((nth) =>
      nth === 1 ? { status: 429, headers: { "retry-after": "7" } } : { status: 200 },
    );
    const slept: number[] = [];
    const alerter = await deliverTo([target.url], { sleep: async (ms) => void slept.push(ms) });
    await publish(alerter, "a");
    await eventually(async () => expect(await alerter.lag()).toBe(0), WAIT_MS);
    expect(target.posts).toHaveLength(2);
    expect(slept[0]).toBe(7_000);
  });

  it("buries what the receiver refuses, follows no redirect, and goes on", async () => {
    const other = await receiver();
    const answers: ReceiverAnswer[] = [{ status: 410 }, { status: 307, headers: { location: other.url } }];
    const target = await receiver((nth) => answers[nth - 1] ?? { status: 200 });
    const alerter = await deliverTo([target.url]);
    const codes = await deadLetterCodes(alerter);
    await publish(alerter, "a", "b", "c");
    await eventually(() => expect(codes).toEqual(["WEBHOOK_REFUSED", "WEBHOOK_REDIRECTED"]), WAIT_MS);
    await eventually(async () => expect(await alerter.lag()).toBe(0), WAIT_MS);
    expect([target.posts.length, other.posts.length]).toEqual([3, 0]);
  });

  it("of one receiver keeps no other waiting, and outlives an outage longer than the retries", async () => {
    const away = await receiver();
    await away.stop();
    const well = await receiver();
    const alerter = await deliverTo([away.url, well.url], { limits: { retryDeadlineMs: 30 } });
    await publish(alerter, "a");
    await eventually(() => expect(well.posts).toHaveLength(1), WAIT_MS);
    await publish(alerter, "b");
    await eventually(() => expect(well.posts).toHaveLength(2), WAIT_MS);

    const back = await receiver(undefined, away.port);
    await eventually(async () => expect(await alerter.lag()).toBe(0), WAIT_MS);
    expect(back.posts.map(({ headers }) => headers["idempotency-key"])).toEqual(["a", "b"]);
  });
});
