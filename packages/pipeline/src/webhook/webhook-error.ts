import type { Disposition } from "@yardstick/runtime";

/** What a receiver, or the way to it, can throw at the channel. Refusals are no errors: they are dead letters. */
export const WEBHOOK_ERRORS = {
  WEBHOOK_UNREACHABLE: "retry",
  WEBHOOK_UNAVAILABLE: "retry",
  WEBHOOK_THROTTLED: "retry",
  WEBHOOK_SETTINGS: "crash",
} as const satisfies Record<string, Disposition>;

export type WebhookErrorCode = keyof typeof WEBHOOK_ERRORS;

export class WebhookError extends Error {
  readonly code: WebhookErrorCode;
  readonly disposition: Disposition;

  constructor(code: WebhookErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "WebhookError";
    this.code = code;
    this.disposition = WEBHOOK_ERRORS[code];
  }
}
