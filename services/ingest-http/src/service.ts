import { type Access, accessFor } from "@yardstick/access";
import type { ServiceDeps } from "@yardstick/pipeline";
import { type Component, httpComponent } from "@yardstick/runtime";
import type { IngestHttpConfig } from "./config.ts";
import { createIngestServer } from "./create-ingest-server.ts";
import { notifySources } from "./notify/notify-sources.ts";
import { sourceWebhooks } from "./notify/source-webhooks.ts";

/** What a service is given, with the keys that a process shares among its services. */
export interface IngestHttpDeps extends ServiceDeps {
  readonly access?: Access | undefined;
}

/**
 * The HTTP door for submissions, and a stage for each source that is told when one is settled. Opens nothing: the port
 * is taken when the component starts, behind the one that reads the keys.
 */
export function createIngestHttpService(deps: IngestHttpDeps, config: IngestHttpConfig): Component[] {
  const { YARDSTICK_INGEST_HOST: host, YARDSTICK_INGEST_PORT: port } = config;
  const { access, components } = accessFor(deps, config);
  const server = createIngestServer({ ...deps, access }, config);
  const keysConfigured = access.keyring.isConfigured;
  const door = httpComponent({ name: "ingest-http", server, host, port, keysConfigured });
  return [...components, door, ...notifySources(sourceWebhooks(deps.reference, config), deps)];
}
