import { WebhookError } from "./webhook-error.ts";
import type { WebhookRequest } from "./webhook-request.ts";

export interface WebhookAnswer {
  readonly status: number;
  readonly retryAfter: string | null;
}

export interface PostOptions {
  readonly timeoutMs: number;
  /** Ends the request early: the batch has to be let go. */
  readonly signal: AbortSignal;
}

/**
 * Sends one request. Follows no redirect and reads nothing of the answer's body, however large it is.
 * @throws WebhookError `WEBHOOK_UNREACHABLE` where no answer comes in time.
 */
export async function postWebhook(url: string, request: WebhookRequest, options: PostOptions): Promise<WebhookAnswer> {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: request.headers,
      body: request.body,
      redirect: "manual",
      signal: AbortSignal.any([options.signal, AbortSignal.timeout(options.timeoutMs)]),
    });
    await response.body?.cancel();
    return { status: response.status, retryAfter: response.headers.get("retry-after") };
  } catch (cause) {
    // Whatever fetch throws is the network's: the address was checked with the settings.
    throw new WebhookError("WEBHOOK_UNREACHABLE", `no answer from ${new URL(url).host}`, { cause });
  }
}
