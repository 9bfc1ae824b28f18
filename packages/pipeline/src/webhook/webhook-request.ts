import { createHmac } from "node:crypto";
import type { EventEnvelope } from "../events/event-envelope.ts";

/** What a channel tells its receiver. */
export interface WebhookEvent {
  readonly envelope: EventEnvelope;
  /** The event's JSON as it stands in the log. */
  readonly body: Uint8Array;
}

export interface WebhookRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/**
 * A CloudEvent in HTTP binary mode. `Idempotency-Key` is the event's id, the same at every repetition, so that a
 * receiver can drop what it has seen; `X-Yardstick-Signature` is `sha256=` and the HMAC of the body in hexadecimal.
 */
export function webhookRequest({ envelope, body }: WebhookEvent, secret: Uint8Array | null): WebhookRequest {
  const { id, type, source, time, traceparent } = envelope;
  return {
    headers: {
      "content-type": "application/json",
      "user-agent": "yardstick",
      "idempotency-key": id,
      "ce-specversion": "1.0",
      "ce-id": id,
      "ce-type": type,
      "ce-source": source,
      "ce-time": time,
      ...(traceparent === null ? {} : { traceparent }),
      ...(secret === null ? {} : { "x-yardstick-signature": signatureOf(body, secret) }),
    },
    body,
  };
}

function signatureOf(body: Uint8Array, secret: Uint8Array): string {
  return `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
}
