import { runCommand } from "../client-query.ts";
import type { DeploymentProfile } from "../migrations/migration.ts";
import { renderMigration } from "../migrations/render-migration.ts";
import { connectOverHttp, type HttpWarehouseOptions } from "./http-warehouse.ts";

/** Makes the database on a server; a client that names a missing database could not ask for it. */
export async function createDatabaseOverHttp(options: HttpWarehouseOptions, profile: DeploymentProfile): Promise<void> {
  const client = connectOverHttp(options, "default");
  try {
    const sql = "CREATE DATABASE IF NOT EXISTS {{database}} {{on_cluster}} ENGINE = Atomic";
    for (const statement of renderMigration({ name: "0000-database", sql }, profile)) {
      await runCommand(client, { sql: statement });
    }
  } finally {
    await client.close();
  }
}
