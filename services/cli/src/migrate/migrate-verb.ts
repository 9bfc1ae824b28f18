import { existsSync } from "node:fs";
import { loadReference, referenceConfig } from "@yardstick/contracts";
import { dataDirectoryConfig } from "@yardstick/pipeline";
import { type ConfigOf, createSilentLogger, loadConfig } from "@yardstick/runtime";
import {
  deploymentProfile,
  type Migration,
  openWarehouse,
  readMigrations,
  renderMigrations,
  schemaState,
  type Warehouse,
  WarehouseError,
  warehouseConfig,
  warehouseDirectory,
} from "@yardstick/warehouse";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import type { CommandContext, Verb } from "../verb.ts";
import { prepareWarehouse } from "./prepare-warehouse.ts";

const SHAPE = { ...dataDirectoryConfig, ...warehouseConfig, ...referenceConfig } as const;
type MigrateConfig = ConfigOf<typeof SHAPE>;

export const migrateVerb: Verb = {
  name: "migrate",
  summary: "bring ClickHouse's tables up to date and load the reference data",
  help: `pnpm yardstick migrate [flags]

Brings the tables up to date and loads the reference data, on the server of YARDSTICK_CLICKHOUSE_URL, else in the data
directory. It can be repeated, and run by several at once. The one-process deployment does this by itself at each start.

  --data-dir DIR     the data directory, where there is no server (.data)
  --dry-run          print the SQL of what is missing, and change nothing

The server's address, user, password file, cluster and TLS are settings: YARDSTICK_CLICKHOUSE_*.
Exit codes: 0 up to date; 2 a setting is wrong; 3 ClickHouse does not answer; 5 it failed, or a process holds the directory.
`,
  run: async (args, context) => {
    const dryRun = args.includes("--dry-run");
    const config = loadConfig({
      service: "yardstick migrate",
      shape: SHAPE,
      flags: { "data-dir": "YARDSTICK_DATA_DIR" },
      argv: args.filter((arg) => arg !== "--dry-run"),
    });
    try {
      if (dryRun && isNewDirectory(config)) return printMigrations(await readMigrations(), config, context);
      return await withWarehouse(config, dryRun, (warehouse) =>
        dryRun ? printMissing(warehouse, config, context) : bringUpToDate(warehouse, config, context),
      );
    } catch (error) {
      if (!(error instanceof WarehouseError)) throw error;
      context.err(`${explain(error, config)}\n`);
      return error.code === "WAREHOUSE_UNAVAILABLE" ? EXIT.unreachable : EXIT.failed;
    }
  },
};

async function withWarehouse(
  config: MigrateConfig,
  dryRun: boolean,
  work: (warehouse: Warehouse) => Promise<ExitCode>,
): Promise<ExitCode> {
  const warehouse = await openWarehouse(config, { logger: createSilentLogger(), createDatabase: !dryRun });
  try {
    return await work(warehouse);
  } finally {
    await warehouse.close();
  }
}

async function bringUpToDate(warehouse: Warehouse, config: MigrateConfig, context: CommandContext): Promise<ExitCode> {
  const applied = await prepareWarehouse({
    warehouse,
    profile: deploymentProfile(config),
    reference: loadReference({ overlayDir: config.YARDSTICK_REFERENCE_DIR }),
    clock: context.clock,
    log: (message) => context.out(`${message}\n`),
  });
  if (applied.length === 0) context.out("the schema was up to date\n");
  return EXIT.done;
}

async function printMissing(warehouse: Warehouse, config: MigrateConfig, context: CommandContext): Promise<ExitCode> {
  const migrations = await readMigrations();
  const schema = await schemaState(warehouse, migrations);
  const missing = schema.state === "behind" ? migrations.filter(({ name }) => schema.missing.includes(name)) : [];
  if (schema.state === "edited") {
    context.err(`already applied and edited since: ${schema.edited.join(", ")}; put the change into a new migration\n`);
    return EXIT.failed;
  }
  return printMigrations(missing, config, context);
}

function printMigrations(missing: readonly Migration[], config: MigrateConfig, context: CommandContext): ExitCode {
  if (missing.length === 0) context.err("nothing is missing\n");
  else context.out(renderMigrations(missing, deploymentProfile(config)));
  return EXIT.done;
}

/** Opening chDB would create it. */
function isNewDirectory(config: MigrateConfig): boolean {
  return config.YARDSTICK_CLICKHOUSE_URL === undefined && !existsSync(warehouseDirectory(config));
}

function explain(error: WarehouseError, config: MigrateConfig): string {
  if (error.code !== "DIRECTORY_IN_USE") return error.message;
  return `${error.message}
A running Yardstick holds ${config.YARDSTICK_DATA_DIR}. It brought its tables up to date when it started, so there is
nothing to do; after an update of the program, restart it.`;
}
