import { readFileSync } from "node:fs";
import type { AlerterConfig } from "../config.ts";
import { WebhookError } from "./webhook-error.ts";

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
  const secret = file === undefined ? null : readSecret(file);
  return { urls: [...new Set(urls)], secret, timeoutMs: config.YARDSTICK_WEBHOOK_TIMEOUT_MS };
}

function readSecret(file: string): Uint8Array {
  const text = readText(file).replace(/\r?\n$/, ""); // Editors end a file with a line break, which is no part of the secret.
  if (text !== "") return new TextEncoder().encode(text);
  throw new WebhookError("WEBHOOK_SETTINGS", `YARDSTICK_WEBHOOK_SECRET_FILE is empty: ${file}`);
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    throw new WebhookError("WEBHOOK_SETTINGS", `cannot read YARDSTICK_WEBHOOK_SECRET_FILE: ${file}`, { cause });
  }
}
