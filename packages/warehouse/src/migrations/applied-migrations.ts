import type { Warehouse } from "../warehouse.ts";
import { WarehouseError } from "../warehouse-error.ts";
import type { DeploymentProfile, Migration } from "./migration.ts";
import { type AppliedMigration, hashOf } from "./plan-migrations.ts";
import { renderMigration } from "./render-migration.ts";

/** Makes the table that remembers the steps. It is a migration of its own, which is never listed. */
export async function createAppliedMigrations(warehouse: Warehouse, profile: DeploymentProfile): Promise<void> {
  for (const statement of renderMigration(TABLE, profile)) await warehouse.command(statement);
}

/** The applied steps by name; none where the database or the table is not there yet. */
export async function readAppliedMigrations(warehouse: Warehouse): Promise<AppliedMigration[]> {
  try {
    return await warehouse.query<AppliedMigration>("SELECT name, sha256 FROM schema_migrations FINAL ORDER BY name");
  } catch (error) {
    if (error instanceof WarehouseError && MISSING.has(error.clickhouseCode)) return [];
    throw error;
  }
}

export async function recordMigration(warehouse: Warehouse, migration: Migration): Promise<void> {
  await warehouse.insert("schema_migrations", ["name", "sha256"], [[migration.name, hashOf(migration)]]);
}

/** UNKNOWN_TABLE and UNKNOWN_DATABASE. */
const MISSING: ReadonlySet<number | undefined> = new Set([60, 81]);

const TABLE: Migration = {
  name: "0000-schema-migrations",
  sql: `CREATE TABLE IF NOT EXISTS {{database}}.schema_migrations {{on_cluster}} (
  name String COMMENT 'The migration file without its ending.',
  sha256 String COMMENT 'SHA-256 of the step as it was applied, before its placeholders were resolved.',
  applied_at DateTime64(3, 'UTC') DEFAULT now64(3) COMMENT 'When its last statement had run.'
) ENGINE = {{engine_replacing applied_at}} ORDER BY name
COMMENT 'The schema migrations that have been applied; one row a migration (read with FINAL).'`,
};
