import { runService } from "@yardstick/pipeline";
import { alerterConfig } from "./config.ts";
import { webhookSettings } from "./deliver/webhook-settings.ts";
import { createAlerterService } from "./service.ts";

await runService({
  name: "alerter",
  config: alerterConfig,
  create: (deps, config) => createAlerterService({ ...deps, webhook: webhookSettings(config) }),
});
