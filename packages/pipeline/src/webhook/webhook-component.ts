import { type Sleep, systemSleep } from "@yardstick/runtime";
import type { ServiceDeps } from "../service/service-deps.ts";
import { type StageComponent, stageComponent } from "../stage-component.ts";
import { patientComponent } from "./patient-component.ts";
import { type WebhookChannel, webhookStage } from "./webhook-stage.ts";

export interface WebhookDeps extends ServiceDeps {
  /** Default: `systemSleep`. */
  readonly sleep?: Sleep;
}

/** A webhook's channel as a part of a process, which outlives whatever its receiver does. */
export function webhookComponent(
  channel: Omit<WebhookChannel, "topicPrefix" | "sleep">,
  { sleep = systemSleep, ...deps }: WebhookDeps,
): StageComponent {
  const stage = webhookStage({ ...channel, topicPrefix: deps.topicPrefix, sleep });
  const create = () => stageComponent({ ...deps, stage });
  return patientComponent({ create, pauseMs: deps.limits.retryMaxMs, sleep, logger: deps.logger });
}
