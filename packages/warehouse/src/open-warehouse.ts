import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { openChdbWarehouse } from "./chdb/chdb-warehouse.ts";
import { createDatabaseOverHttp } from "./http/create-database.ts";
import { type HttpWarehouseOptions, openHttpWarehouse } from "./http/http-warehouse.ts";
import type { DeploymentProfile } from "./migrations/migration.ts";
import type { Warehouse } from "./warehouse.ts";
import type { WarehouseSettings } from "./warehouse-config.ts";
import { WarehouseError } from "./warehouse-error.ts";

export interface OpenWarehouseOptions {
  readonly logger: { info(fields: object, message: string): void };
  /**
   * Whether the database is made on a server where it is missing; only what migrates asks for it. chDB's is always
   * made.
   */
  readonly createDatabase?: boolean;
}

/** Opens ClickHouse as the settings say. The one place that knows there are two kinds. */
export async function openWarehouse(settings: WarehouseSettings, options: OpenWarehouseOptions): Promise<Warehouse> {
  const { YARDSTICK_CLICKHOUSE_URL: url, YARDSTICK_CLICKHOUSE_DATABASE: database } = settings;
  if (url === undefined) {
    const dataDir = warehouseDirectory(settings);
    options.logger.info({ dataDir, database }, "opening ClickHouse in the process");
    return openChdbWarehouse({
      dataDir,
      database,
      readerConnections: settings.YARDSTICK_CHDB_READER_CONNECTIONS,
      queryTimeoutMs: settings.YARDSTICK_CLICKHOUSE_REQUEST_TIMEOUT_MS,
    });
  }
  const http = await httpOptions(settings, url);
  options.logger.info({ host: new URL(url).host, database }, "using a ClickHouse server");
  if (options.createDatabase) await createDatabaseOverHttp(http, deploymentProfile(settings));
  return openHttpWarehouse(http);
}

/** Where chDB keeps its files. @throws WAREHOUSE_SETTINGS without a data directory. */
export function warehouseDirectory(settings: WarehouseSettings): string {
  if (settings.YARDSTICK_DATA_DIR !== undefined) return join(settings.YARDSTICK_DATA_DIR, "clickhouse");
  throw new WarehouseError("WAREHOUSE_SETTINGS", {
    message: "neither YARDSTICK_CLICKHOUSE_URL nor YARDSTICK_DATA_DIR is set: there is nowhere to store figures",
  });
}

/** What the migrations resolve their placeholders with. chDB knows no clusters. */
export function deploymentProfile(settings: WarehouseSettings): DeploymentProfile {
  const server = settings.YARDSTICK_CLICKHOUSE_URL !== undefined;
  return {
    database: settings.YARDSTICK_CLICKHOUSE_DATABASE,
    cluster: (server ? settings.YARDSTICK_CLICKHOUSE_CLUSTER : undefined) ?? null,
  };
}

async function httpOptions(settings: WarehouseSettings, url: string): Promise<HttpWarehouseOptions> {
  return {
    url,
    user: settings.YARDSTICK_CLICKHOUSE_USER,
    password: passwordIn(await readNamedFile("YARDSTICK_CLICKHOUSE_PASSWORD_FILE", settings)),
    database: settings.YARDSTICK_CLICKHOUSE_DATABASE,
    tlsCa: await readNamedFile("YARDSTICK_CLICKHOUSE_TLS_CA_FILE", settings),
    requestTimeoutMs: settings.YARDSTICK_CLICKHOUSE_REQUEST_TIMEOUT_MS,
    maxOpenConnections: settings.YARDSTICK_CLICKHOUSE_MAX_OPEN_CONNECTIONS,
    compressRequests: settings.YARDSTICK_CLICKHOUSE_COMPRESS_REQUESTS,
  };
}

/** Editors end a file with a line break, which is no part of the password. */
function passwordIn(file: Buffer | undefined): string {
  return (file ?? "").toString().replace(/\r?\n$/, "");
}

type FileKey = "YARDSTICK_CLICKHOUSE_PASSWORD_FILE" | "YARDSTICK_CLICKHOUSE_TLS_CA_FILE";

async function readNamedFile(key: FileKey, settings: WarehouseSettings): Promise<Buffer | undefined> {
  const file = settings[key];
  if (file === undefined) return undefined;
  try {
    return await readFile(file);
  } catch (cause) {
    throw new WarehouseError("WAREHOUSE_SETTINGS", { message: `cannot read ${key}: ${file}`, cause });
  }
}
