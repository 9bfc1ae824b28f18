import { runService } from "@yardstick/pipeline";
import { ingestFilesConfig } from "./config.ts";
import { createIngestFilesService } from "./service.ts";

await runService({
  name: "ingest-files",
  config: ingestFilesConfig,
  needsSchema: false,
  create: (deps, config) => {
    const { YARDSTICK_KAFKA_BROKERS: kafkaBrokers = [] } = config;
    return createIngestFilesService(
      { ...deps, deployment: async () => ({ kafkaBrokers, topicPrefix: deps.topicPrefix }) },
      config,
    );
  },
});
