export { type IngestHttpConfig, ingestHttpConfig } from "./config.ts";
export { createIngestHttpService, createIngestServer, type IngestServerDeps } from "./service.ts";
