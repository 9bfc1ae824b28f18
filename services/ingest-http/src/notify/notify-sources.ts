import { EVENTS } from "@yardstick/contracts";
import { type StageComponent, type WebhookDeps, webhookComponent } from "@yardstick/pipeline";
import { decodeSettledOf } from "./decode-settled.ts";
import type { SourceWebhook } from "./source-webhooks.ts";

/** A stage for each source that wants to be told when a submission is settled: the signed `submission-settled.v1`. */
export function notifySources(webhooks: readonly SourceWebhook[], deps: WebhookDeps): StageComponent[] {
  return webhooks.map(({ source, ...settings }) =>
    webhookComponent(
      {
        ...settings,
        name: `notify-${source}`,
        topic: EVENTS.submissionSettled.topic,
        decode: decodeSettledOf(source),
      },
      deps,
    ),
  );
}
