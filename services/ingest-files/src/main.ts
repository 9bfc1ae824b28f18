import { runService } from "@yardstick/pipeline";
import { ingestFilesConfig } from "./config.ts";
import { createIngestFilesService } from "./service.ts";

await runService({
  name: "ingest-files",
  config: ingestFilesConfig,
  needsSchema: false,
  create: createIngestFilesService,
});
