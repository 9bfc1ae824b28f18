/** What a receiver's status asks for. */
export type WebhookVerdict =
  | { readonly kind: "delivered" }
  | { readonly kind: "wait"; readonly code: "WEBHOOK_UNAVAILABLE" | "WEBHOOK_THROTTLED"; readonly waitMs: number }
  | { readonly kind: "refused"; readonly code: "WEBHOOK_REFUSED" | "WEBHOOK_REDIRECTED" };

/** Longest wait that a receiver may ask for. */
const RETRY_AFTER_MAX_MS = 60_000;

/**
 * 2xx took it. Timeouts, throttling and 5xx may pass, after the seconds or at the date that `Retry-After` names (RFC
 * 9110 §10.2.3). Anything else will not: a redirect could lead signed bodies to where nobody configured them.
 */
export function judgeWebhookAnswer(status: number, retryAfter: string | null, nowMs: number): WebhookVerdict {
  if (status >= 200 && status < 300) return { kind: "delivered" };
  if (status === 429) return { kind: "wait", code: "WEBHOOK_THROTTLED", waitMs: waitMs(retryAfter, nowMs) };
  if (status >= 500 || status === 408 || status === 425) {
    return { kind: "wait", code: "WEBHOOK_UNAVAILABLE", waitMs: waitMs(retryAfter, nowMs) };
  }
  return { kind: "refused", code: status >= 300 && status < 400 ? "WEBHOOK_REDIRECTED" : "WEBHOOK_REFUSED" };
}

function waitMs(retryAfter: string | null, nowMs: number): number {
  if (retryAfter === null) return 0;
  const asked = /^\d{1,9}$/.test(retryAfter) ? Number(retryAfter) * 1_000 : Date.parse(retryAfter) - nowMs;
  return Number.isNaN(asked) ? 0 : Math.min(Math.max(asked, 0), RETRY_AFTER_MAX_MS);
}
