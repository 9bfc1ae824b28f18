import { join } from "node:path";
import type { ReferenceData } from "@yardstick/contracts";
import { readWebhookSecret, WebhookError } from "@yardstick/pipeline";
import type { IngestHttpConfig } from "../config.ts";

/** How sources with a `webhookUrl` in the reference data are told that a submission is settled. */
export type NotifySettings = Pick<
  IngestHttpConfig,
  "YARDSTICK_SOURCE_WEBHOOK_SECRETS_DIR" | "YARDSTICK_SOURCE_WEBHOOK_TIMEOUT_MS"
>;

export interface SourceWebhook {
  readonly source: string;
  readonly url: string;
  readonly secret: Uint8Array;
  readonly timeoutMs: number;
}

/**
 * The receivers that the reference data name, each with a key of its own: with a common one a source could write what
 * seems to come from here to another.
 * @throws WebhookError `WEBHOOK_SETTINGS` where a source has no key.
 */
export function sourceWebhooks({ sources }: ReferenceData, config: NotifySettings): SourceWebhook[] {
  const directory = config.YARDSTICK_SOURCE_WEBHOOK_SECRETS_DIR;
  const timeoutMs = config.YARDSTICK_SOURCE_WEBHOOK_TIMEOUT_MS;
  return [...sources.values()].flatMap(({ id, webhookUrl }) => {
    if (webhookUrl === null) return [];
    if (directory === undefined) {
      throw new WebhookError(
        "WEBHOOK_SETTINGS",
        `source ${id} has a webhookUrl in sources.json, and YARDSTICK_SOURCE_WEBHOOK_SECRETS_DIR is not set`,
      );
    }
    const secret = readWebhookSecret(join(directory, id), `the key of source ${id}`);
    return [{ source: id, url: webhookUrl, secret, timeoutMs }];
  });
}
