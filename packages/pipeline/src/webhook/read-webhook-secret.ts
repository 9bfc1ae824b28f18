import { readFileSync } from "node:fs";
import { WebhookError } from "./webhook-error.ts";

/**
 * The key of a webhook's signature out of its file.
 * @param setting what names the file, for the message.
 * @throws WebhookError `WEBHOOK_SETTINGS` where the file cannot be read or is empty.
 */
export function readWebhookSecret(file: string, setting: string): Uint8Array {
  const text = readText(file, setting).replace(/\r?\n$/, ""); // Editors end a file with a line break, which is no part of the secret.
  if (text !== "") return new TextEncoder().encode(text);
  throw new WebhookError("WEBHOOK_SETTINGS", `${setting} is empty: ${file}`);
}

function readText(file: string, setting: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    throw new WebhookError("WEBHOOK_SETTINGS", `cannot read ${setting}: ${file}`, { cause });
  }
}
