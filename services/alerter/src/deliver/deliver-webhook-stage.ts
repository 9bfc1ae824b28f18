import { createHash } from "node:crypto";
import { EVENTS } from "@yardstick/contracts";
import type { DeadLetter, DecodedRecord, Stage, StageContext } from "@yardstick/pipeline";
import type { Sleep } from "@yardstick/runtime";
import { type AlertChanged, decodeAlertChanged } from "./decode-alert-changed.ts";
import { judgeWebhookAnswer } from "./judge-webhook-answer.ts";
import { postWebhook } from "./post-webhook.ts";
import { WebhookError } from "./webhook-error.ts";
import { webhookRequest } from "./webhook-request.ts";
import type { WebhookSettings } from "./webhook-settings.ts";

export interface WebhookChannel extends Omit<WebhookSettings, "urls"> {
  readonly topicPrefix: string;
  readonly url: string;
  readonly sleep: Sleep;
}

/**
 * The channel of one receiver, with a group of its own, so that one that is away keeps no other waiting. Events of one
 * alert arrive in order. At least once: an event whose delivery was not committed before a crash is sent again, with
 * the same `Idempotency-Key`.
 */
export function deliverWebhookStage(channel: WebhookChannel): Stage<AlertChanged> {
  const name = `deliver-webhook-${receiverId(channel.url)}`;
  // What the receiver has answered while a later record of the batch still waits: a retry must not send it again.
  const answered = new Map<string, DeadLetter | null>();
  return {
    name,
    group: `${channel.topicPrefix}${name}`,
    topics: [`${channel.topicPrefix}${EVENTS.alertChanged.topic}`],
    decode: decodeAlertChanged,
    handle: async (records, context) => {
      const deadLetters: DeadLetter[] = [];
      for (const each of records) {
        const place = placeOf(each);
        const known = answered.get(place);
        const letter = known === undefined ? await deliver(each, channel, context) : known;
        answered.set(place, letter);
        if (letter !== null) deadLetters.push(letter);
      }
      for (const each of records) answered.delete(placeOf(each));
      return { kind: "done", deadLetters };
    },
  };
}

/** A URL may hold a token, so its hash stands in names. */
function receiverId(url: string): string {
  return createHash("sha256").update(url).digest("hex").slice(0, 8);
}

function placeOf({ record, value }: DecodedRecord<AlertChanged>): string {
  return `${record.topic}/${record.partition}/${record.offset}/${value.envelope.id}`;
}

/** Null when the receiver took it, a dead letter when it never will. Throws what may pass, after the wait it asked for. */
async function deliver(
  { record, value }: DecodedRecord<AlertChanged>,
  { url, secret, timeoutMs, sleep }: WebhookChannel,
  { clock, signal }: StageContext,
): Promise<DeadLetter | null> {
  const { status, retryAfter } = await postWebhook(url, webhookRequest(value, secret), { timeoutMs, signal });
  const verdict = judgeWebhookAnswer(status, retryAfter, clock.nowMs());
  if (verdict.kind === "delivered") return null;
  const reason = `${new URL(url).host} answered ${status}`;
  if (verdict.kind === "refused") return { record, code: verdict.code, reason };
  await sleep(verdict.waitMs, signal);
  throw new WebhookError(verdict.code, reason);
}
