import { type ServiceDeps, type StageComponent, stageComponent } from "@yardstick/pipeline";
import { type Sleep, systemSleep } from "@yardstick/runtime";
import { alerterDecideStage } from "./decide/alerter-decide-stage.ts";
import { deliverLogStage } from "./deliver/deliver-log-stage.ts";
import { deliverWebhookStage } from "./deliver/deliver-webhook-stage.ts";
import { patientComponent } from "./deliver/patient-component.ts";
import type { WebhookSettings } from "./deliver/webhook-settings.ts";

export interface AlerterDeps extends ServiceDeps {
  /** Null where no receiver is configured: the stage does not exist then. */
  readonly webhook: WebhookSettings | null;
  /** Default: `systemSleep`. */
  readonly sleep?: Sleep;
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

function webhookComponents({ urls, ...settings }: WebhookSettings, deps: Omit<AlerterDeps, "webhook">) {
  const { topicPrefix, sleep = systemSleep, logger, limits } = deps;
  return urls.map((url) => {
    const stage = deliverWebhookStage({ ...settings, topicPrefix, url, sleep });
    const create = () => stageComponent({ ...deps, stage });
    return patientComponent({ create, pauseMs: limits.retryMaxMs, sleep, logger });
  });
}
