export { type AlerterConfig, alerterConfig } from "./config.ts";
export { type WebhookSettings, webhookSettings } from "./deliver/webhook-settings.ts";
export { type AlerterDeps, createAlerterService } from "./service.ts";
