import type { Warehouse } from "../warehouse.ts";
import { WarehouseError } from "../warehouse-error.ts";
import { createAppliedMigrations, readAppliedMigrations, recordMigration } from "./applied-migrations.ts";
import type { DeploymentProfile, Migration } from "./migration.ts";
import { planMigrations } from "./plan-migrations.ts";
import { renderMigration } from "./render-migration.ts";

export interface MigrateOptions {
  readonly migrations: readonly Migration[];
  readonly profile: DeploymentProfile;
  /** Told of each step when it is through. */
  readonly log: (message: string) => void;
}

/**
 * Applies what is missing, in order, and answers the names of the steps it ran. Each statement is repeatable, so a run
 * that broke off is simply run again, and two runs at once do no harm. A step is remembered when all of it is through.
 * @throws MIGRATION_EDITED before anything runs; what a statement fails with, naming file and statement.
 */
export async function migrate(warehouse: Warehouse, options: MigrateOptions): Promise<string[]> {
  const { migrations, profile, log } = options;
  await createAppliedMigrations(warehouse, profile);
  const { pending, edited } = planMigrations(migrations, await readAppliedMigrations(warehouse));
  refuseEdited(edited);
  for (const migration of pending) {
    await applyMigration(warehouse, migration, profile);
    await recordMigration(warehouse, migration);
    log(`applied ${migration.name}`);
  }
  return pending.map(({ name }) => name);
}

async function applyMigration(warehouse: Warehouse, migration: Migration, profile: DeploymentProfile): Promise<void> {
  for (const [index, statement] of renderMigration(migration, profile).entries()) {
    try {
      await warehouse.command(statement);
    } catch (error) {
      if (!(error instanceof WarehouseError)) throw error;
      throw new WarehouseError(error.code, {
        message: `${migration.name}.sql, statement ${index + 1}: ${error.message}`,
        cause: error,
        clickhouseCode: error.clickhouseCode,
      });
    }
  }
}

function refuseEdited(edited: readonly string[]): void {
  if (edited.length === 0) return;
  throw new WarehouseError("MIGRATION_EDITED", {
    message: `already applied and edited since: ${edited.map((name) => `${name}.sql`).join(", ")}; put the change into a new migration`,
  });
}
