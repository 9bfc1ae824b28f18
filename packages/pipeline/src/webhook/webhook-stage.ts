import { createHash } from "node:crypto";
import type { LogRecord } from "@yardstick/event-log";
import type { Sleep } from "@yardstick/runtime";
import type { DeadLetter } from "../stage/batch-result.ts";
import type { Decoded, DecodedRecord } from "../stage/decoded.ts";
import type { Stage, StageContext } from "../stage/stage.ts";
import { judgeWebhookAnswer } from "./judge-webhook-answer.ts";
import { postWebhook } from "./post-webhook.ts";
import { WebhookError } from "./webhook-error.ts";
import { type WebhookEvent, webhookRequest } from "./webhook-request.ts";

export interface WebhookChannel {
  /** What the channel's stage is called, before the receiver's id: deliver-webhook. */
  readonly name: string;
  readonly topicPrefix: string;
  /** Topic without its prefix. */
  readonly topic: string;
  /** Which of its records the receiver gets: the others are ignored. */
  readonly decode: (record: LogRecord) => Decoded<WebhookEvent>;
  readonly url: string;
  /** Key of the signature; null where none is wanted. */
  readonly secret: Uint8Array | null;
  readonly timeoutMs: number;
  readonly sleep: Sleep;
}

/**
 * The channel of one receiver, with a group of its own, so that one that is away keeps no other waiting. Events of one
 * key arrive in order. At least once: an event whose delivery was not committed before a crash is sent again, with
 * the same `Idempotency-Key`.
 */
export function webhookStage(channel: WebhookChannel): Stage<WebhookEvent> {
  const name = `${channel.name}-${receiverId(channel.url)}`;
  // What the receiver has answered while a later record of the batch still waits: a retry must not send it again.
  const answered = new Map<string, DeadLetter | null>();
  return {
    name,
    group: `${channel.topicPrefix}${name}`,
    topics: [`${channel.topicPrefix}${channel.topic}`],
    decode: channel.decode,
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

function placeOf({ record, value }: DecodedRecord<WebhookEvent>): string {
  return `${record.topic}/${record.partition}/${record.offset}/${value.envelope.id}`;
}

/** Null when the receiver took it, a dead letter when it never will. Throws what may pass, after the wait it asked for. */
async function deliver(
  { record, value }: DecodedRecord<WebhookEvent>,
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
