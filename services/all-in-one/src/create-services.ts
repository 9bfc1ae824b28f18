import type { Access } from "@yardstick/access";
import { createAggregatorService } from "@yardstick/aggregator";
import { createAlerterService, webhookSettings } from "@yardstick/alerter";
import { createIngestFilesService, type InboxDeployment } from "@yardstick/ingest-files";
import { createIngestHttpService } from "@yardstick/ingest-http";
import type { ServiceDeps, StageComponent } from "@yardstick/pipeline";
import { createPortalService } from "@yardstick/portal";
import { type Component, systemRandomness } from "@yardstick/runtime";
import { createValidatorService } from "@yardstick/validator";
import { warehouseDirectory } from "@yardstick/warehouse";
import type { AllInOneConfig } from "./config.ts";
import { directoryId } from "./directory-id.ts";

export interface Services {
  /** In the order in which a submission walks through them. */
  readonly stages: readonly StageComponent[];
  /** What answers over HTTP, and what watches a folder. */
  readonly doors: readonly Component[];
}

/** Every service of the pipeline over one log, one ClickHouse and one set of keys. Opens nothing. */
export function createServices(deps: ServiceDeps & { readonly access: Access }, config: AllInOneConfig): Services {
  const sqlDoor = config.YARDSTICK_CLICKHOUSE_URL === undefined ? { dataDir: warehouseDirectory(config) } : null;
  return {
    stages: [
      ...createValidatorService(deps, config),
      ...createAggregatorService(deps),
      ...createAlerterService({ ...deps, webhook: webhookSettings(config) }),
    ],
    doors: [
      ...createPortalService({ ...deps, config, sqlDoor }),
      ...createIngestHttpService(deps, config),
      ...createIngestFilesService({ ...deps, deployment: () => inboxDeployment(config) }, config),
    ],
  };
}

/** A log in a file lives and dies with its data directory, so that it has the directory's id. */
async function inboxDeployment(config: AllInOneConfig): Promise<InboxDeployment> {
  const { YARDSTICK_KAFKA_BROKERS: kafkaBrokers, YARDSTICK_KAFKA_TOPIC_PREFIX: topicPrefix } = config;
  if (kafkaBrokers !== undefined) return { kafkaBrokers, topicPrefix };
  return { dataDirectoryId: await directoryId(warehouseDirectory(config), systemRandomness) };
}
