export { type IngestHttpConfig, ingestHttpConfig } from "./config.ts";
export { createIngestServer, type IngestServerDeps } from "./create-ingest-server.ts";
export { createIngestHttpService, type IngestHttpDeps } from "./service.ts";
