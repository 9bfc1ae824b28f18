import { runService } from "@yardstick/pipeline";
import { portalConfig } from "./config.ts";
import { createPortalService } from "./service.ts";

// A process of its own has a ClickHouse server beside it, which analysts ask itself.
await runService({
  name: "portal",
  config: portalConfig,
  create: (deps, config) => createPortalService({ ...deps, config, sqlDoor: null }),
});
