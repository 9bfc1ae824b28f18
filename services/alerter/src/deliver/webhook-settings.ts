import { readWebhookSecret } from "@yardstick/pipeline";
import type { AlerterConfig } from "../config.ts";

export interface WebhookSettings {
  readonly urls: readonly string[];
  /** Key of the signature; null where none is wanted. */
  readonly secret: Uint8Array | null;
  readonly timeoutMs: number;
}

/**
 * The settings of the webhook channel, with the secret read from its file; null where no receiver is configured.
 * @throws WebhookError `WEBHOOK_SETTINGS` where the file cannot be read or is empty.
 */
export function webhookSettings(config: AlerterConfig): WebhookSettings | null {
  const { YARDSTICK_WEBHOOK_URLS: urls, YARDSTICK_WEBHOOK_SECRET_FILE: file } = config;
  if (urls === undefined) return null;
  const secret = file === undefined ? null : readWebhookSecret(file, "YARDSTICK_WEBHOOK_SECRET_FILE");
  return { urls: [...new Set(urls)], secret, timeoutMs: config.YARDSTICK_WEBHOOK_TIMEOUT_MS };
}
