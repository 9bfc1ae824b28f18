import { runService } from "@yardstick/pipeline";
import { ingestHttpConfig } from "./config.ts";
import { createIngestHttpService } from "./service.ts";

await runService({
  name: "ingest-http",
  config: ingestHttpConfig,
  needsSchema: false,
  create: createIngestHttpService,
});
