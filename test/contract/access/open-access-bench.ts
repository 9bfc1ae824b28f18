import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type Access,
  accessConfig,
  authorise,
  countRows,
  createAccess,
  createKeyStore,
  type KeyAdministration,
  requireAccess,
  writeAudit,
} from "@yardstick/access";
import { loadReference } from "@yardstick/contracts";
import { createPortalService, portalConfig } from "@yardstick/portal";
import {
  type Component,
  type ConfigOf,
  createHttpServer,
  createLogger,
  createManualClock,
  createMetrics,
  httpComponent,
  httpConfig,
  httpLimits,
  type ListeningComponent,
  type Logger,
  type ManualClock,
  parseConfig,
  systemRandomness,
} from "@yardstick/runtime";
import {
  deploymentProfile,
  migrate,
  openWarehouse,
  readMigrations,
  type Warehouse,
  warehouseConfig,
  warehouseDirectory,
} from "@yardstick/warehouse";

export interface AccessBench {
  readonly warehouse: Warehouse;
  readonly clock: ManualClock;
  readonly access: Access;
  readonly keys: KeyAdministration;
  /** Everything that was logged, as text. */
  log(): string;
  /** Starts a service that takes submissions, and answers its address. */
  startIngest(): Promise<string>;
  /** Starts read API and SQL door, and answers their addresses. */
  startPortal(settings?: Readonly<Record<string, string>>): Promise<{ portal: string; sql: string }>;
  /** Every file of the data directory that holds these bytes. */
  filesHolding(text: string): Promise<string[]>;
  close(): Promise<void>;
}

/** Keys in chDB, in a directory of its own, and services that ask for them. */
export async function openAccessBench(): Promise<AccessBench> {
  const dataDir = await mkdtemp(join(tmpdir(), "access-"));
  const settings = { ...settingsOf(warehouseConfig), YARDSTICK_DATA_DIR: dataDir };
  const warehouse = await openWarehouse(settings, { logger: { info: () => undefined } });
  const migrations = await readMigrations();
  await migrate(warehouse, { migrations, profile: deploymentProfile(settings), log: () => undefined });
  const lines: string[] = [];
  const logger = createLogger({ service: "test", level: "trace", stream: { write: (line) => void lines.push(line) } });
  const clock = createManualClock(Date.UTC(2026, 0, 1));
  const access = createAccess({ warehouse, clock, logger }, settingsOf(accessConfig));
  const onChange = () => access.keyring.refresh();
  const keys = createKeyStore({ warehouse, clock, randomness: systemRandomness, actor: "command-line", onChange });
  const running: Component[] = [];
  const start = async (components: readonly Component[]) => {
    for (const component of components) {
      await component.start();
      running.unshift(component);
    }
  };
  await start([access.keyring]);
  return {
    ...{ warehouse, clock, access, keys },
    log: () => lines.join(""),
    startIngest: async () => {
      const ingest = ingestComponent({ access, warehouse, logger, clock });
      await start([ingest]);
      return urlOf(ingest);
    },
    startPortal: async (given = {}) => {
      const free = { YARDSTICK_PORTAL_PORT: "0", YARDSTICK_SQL_PORT: "0", ...given };
      const components = createPortalService({
        ...{ warehouse, access, logger, clock, reference: loadReference(), metrics: createMetrics() },
        config: settingsOf(portalConfig, free),
        sqlDoor: { dataDir: warehouseDirectory(settings) },
      });
      await start(components);
      const [portal, sql] = components.map((component) => urlOf(component as ListeningComponent));
      return { portal: portal ?? "", sql: sql ?? "" };
    },
    filesHolding: (text) => filesHolding(dataDir, Buffer.from(text)),
    close: async () => {
      for (const component of running) await component.stop();
      await warehouse.close();
      await rm(dataDir, { recursive: true });
    },
  };
}

const urlOf = ({ listening }: ListeningComponent) => (listening?.url ?? "").replace("0.0.0.0", "127.0.0.1");

function settingsOf<Shape extends Parameters<typeof parseConfig>[0]["shape"]>(
  shape: Shape,
  env: Readonly<Record<string, string>> = {},
): ConfigOf<Shape> {
  const parsed = parseConfig({ shape, env });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.config;
}

interface IngestDeps {
  readonly access: Access;
  readonly warehouse: Warehouse;
  readonly logger: Logger;
  readonly clock: ManualClock;
}

/** The least that a service does with keys: asks for one, for its source and regions, for its rate, and leaves a line. */
function ingestComponent({ access, warehouse, logger, clock }: IngestDeps): ListeningComponent {
  const server = createHttpServer({ name: "ingest", logger, limits: httpLimits(settingsOf(httpConfig), 100_000) });
  authorise(server, { access, verbsOf: ({ method }) => (method === "POST" ? ["submit"] : ["submit", "read"]) });
  server.post("/v1/submissions", async (request, reply) => {
    const { source, regions } = JSON.parse(String(request.body)) as { source: string; regions: string[] };
    requireAccess(request.identity, { verb: "submit", source, regions });
    await countRows(access, request.identity, regions.length);
    const actor = request.identity.keyId ?? "";
    const detail = JSON.stringify({ rows: regions.length });
    const entry = { atMs: clock.nowMs(), actor, verb: "submit", source, object: "s-1", detail };
    // A redelivery writes the same line again.
    for (let delivery = 0; delivery < 2; delivery += 1) await writeAudit(warehouse, entry);
    return reply.code(202).send({ submissionId: "s-1" });
  });
  server.get("/v1/submissions/:id", async () => ({ state: "stored" }));
  return httpComponent({
    name: "ingest",
    server,
    host: "127.0.0.1",
    port: 0,
    keysConfigured: access.keyring.isConfigured,
  });
}

async function filesHolding(directory: string, text: Buffer): Promise<string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const found = await Promise.all(files.map(async (file) => ((await readFile(file)).includes(text) ? [file] : [])));
  return found.flat();
}
