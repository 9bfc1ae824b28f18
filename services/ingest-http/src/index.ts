export { type IngestHttpConfig, ingestHttpConfig } from "./config.ts";
export { createIngestHttpService, type IngestHttpDeps, type IngestHttpService } from "./service.ts";
