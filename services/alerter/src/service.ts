import { EVENTS } from "@yardstick/contracts";
import { type StageComponent, stageComponent, type WebhookDeps, webhookComponent } from "@yardstick/pipeline";
import { alerterDecideStage } from "./decide/alerter-decide-stage.ts";
import { decodeAlertChanged } from "./deliver/decode-alert-changed.ts";
import { deliverLogStage } from "./deliver/deliver-log-stage.ts";
import type { WebhookSettings } from "./deliver/webhook-settings.ts";

export interface AlerterDeps extends WebhookDeps {
  /** Null where no receiver is configured: the stage does not exist then. */
  readonly webhook: WebhookSettings | null;
}

/** The stage that decides alerts, and one for each channel that delivers them. */
export function createAlerterService({ webhook, ...deps }: AlerterDeps): readonly StageComponent[] {
  const { topicPrefix, reference } = deps;
  return [
    stageComponent({ ...deps, stage: alerterDecideStage({ topicPrefix, reference }) }),
    stageComponent({ ...deps, stage: deliverLogStage(topicPrefix) }),
    ...(webhook === null ? [] : webhookComponents(webhook, deps)),
  ];
}

function webhookComponents({ urls, ...settings }: WebhookSettings, deps: WebhookDeps): StageComponent[] {
  const channel = {
    ...settings,
    name: "deliver-webhook",
    topic: EVENTS.alertChanged.topic,
    decode: decodeAlertChanged,
  };
  return urls.map((url) => webhookComponent({ ...channel, url }, deps));
}
