import { AccessError, createKeyStore, type KeyAdministration } from "@yardstick/access";
import { loadReference, referenceConfig } from "@yardstick/contracts";
import { dataDirectoryConfig } from "@yardstick/pipeline";
import {
  type AdminAddress,
  type ConfigOf,
  createSilentLogger,
  loadConfig,
  readAdminFile,
  systemRandomness,
} from "@yardstick/runtime";
import {
  deploymentProfile,
  openWarehouse,
  readMigrations,
  requireSchema,
  type Warehouse,
  WarehouseError,
  warehouseConfig,
} from "@yardstick/warehouse";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { prepareWarehouse } from "../migrate/prepare-warehouse.ts";
import { type CommandContext, UsageError } from "../verb.ts";
import { AdminUnreachable, createAdminClient } from "./admin-client.ts";
import type { Place } from "./key-options.ts";

const SHAPE = { ...dataDirectoryConfig, ...warehouseConfig, ...referenceConfig } as const;
type PlaceConfig = ConfigOf<typeof SHAPE>;

/** Does something with the keys of a place, wherever they are reached, and turns what fails into a sentence and an exit code. */
export async function withKeyAdministration(
  place: Place,
  context: CommandContext,
  work: (keys: KeyAdministration) => Promise<ExitCode>,
): Promise<ExitCode> {
  const argv = place.dataDir === undefined ? [] : ["--data-dir", place.dataDir];
  const config = loadConfig({ service: "yardstick", shape: SHAPE, flags: { "data-dir": "YARDSTICK_DATA_DIR" }, argv });
  try {
    return await reachKeys(place, { config, context }, work);
  } catch (error) {
    if (error instanceof AccessError) throw new UsageError(error.message);
    if (error instanceof AdminUnreachable) return said(context, error.message, EXIT.unreachable);
    if (!(error instanceof WarehouseError)) throw error;
    return said(context, explain(error, config), exitCodeOf(error));
  }
}

interface Surroundings {
  readonly config: PlaceConfig;
  readonly context: CommandContext;
}

type Work = (keys: KeyAdministration) => Promise<ExitCode>;

async function reachKeys(place: Place, surroundings: Surroundings, work: Work): Promise<ExitCode> {
  const { config, context } = surroundings;
  const address = await addressOf(place, config, context);
  if (address === null) return workOnTables(surroundings, work);
  try {
    return await work(createAdminClient(address));
  } catch (error) {
    // A process that was killed leaves its address behind; then the directory is free.
    if (!(error instanceof AdminUnreachable) || !error.isGone || place.adminUrl !== undefined) throw error;
    return await workOnTables(surroundings, work);
  }
}

/** Where the process that holds the keys is asked; null where their tables are. */
async function addressOf(place: Place, config: PlaceConfig, context: CommandContext): Promise<AdminAddress | null> {
  const { adminUrl, keyFile } = place;
  if ((adminUrl === undefined) !== (keyFile === undefined))
    throw new UsageError("--admin-url and --key-file go together");
  if (adminUrl !== undefined && keyFile !== undefined) {
    if (!URL.canParse(adminUrl))
      throw new UsageError(`--admin-url ${adminUrl}: an address such as http://127.0.0.1:9464`);
    return { url: adminUrl, token: new TextDecoder().decode(await context.readFile(keyFile)).trim() };
  }
  if (config.YARDSTICK_CLICKHOUSE_URL !== undefined) return null;
  return readAdminFile(config.YARDSTICK_DATA_DIR).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(
      `${config.YARDSTICK_DATA_DIR}/admin.json cannot be read (${error.code}): run this as the user who runs Yardstick, or with --admin-url and --key-file`,
    );
  });
}

async function workOnTables({ config, context }: Surroundings, work: Work): Promise<ExitCode> {
  const warehouse = await openWarehouse(config, { logger: createSilentLogger() });
  try {
    await bringTables(warehouse, config, context);
    return await work(
      createKeyStore({ warehouse, clock: context.clock, randomness: systemRandomness, actor: "command-line" }),
    );
  } finally {
    await warehouse.close();
  }
}

/** Before the first start a directory has no tables, and a service that others reach wants a key for it. */
async function bringTables(warehouse: Warehouse, config: PlaceConfig, { clock, err }: CommandContext): Promise<void> {
  try {
    await requireSchema(warehouse, await readMigrations());
  } catch (error) {
    const mends =
      error instanceof WarehouseError &&
      error.code === "SCHEMA_BEHIND" &&
      config.YARDSTICK_CLICKHOUSE_URL === undefined;
    if (!mends) throw error;
    err("bringing the tables up to date first\n");
    const reference = loadReference({ overlayDir: config.YARDSTICK_REFERENCE_DIR });
    await prepareWarehouse({ warehouse, profile: deploymentProfile(config), reference, clock, log: () => undefined });
  }
}

function said({ err }: CommandContext, message: string, code: ExitCode): ExitCode {
  err(`${message}\n`);
  return code;
}

function exitCodeOf({ code }: WarehouseError): ExitCode {
  return code === "WAREHOUSE_UNAVAILABLE" ? EXIT.unreachable : EXIT.failed;
}

function explain(error: WarehouseError, config: PlaceConfig): string {
  if (error.code === "SCHEMA_BEHIND") return `${error.message}\nRun: pnpm yardstick migrate`;
  if (error.code !== "DIRECTORY_IN_USE") return error.message;
  return `${error.message}
A process holds ${config.YARDSTICK_DATA_DIR} and does not answer at its admin port. Is it still starting? Try again in a moment.`;
}
