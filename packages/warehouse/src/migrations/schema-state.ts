import type { Warehouse } from "../warehouse.ts";
import { WarehouseError } from "../warehouse-error.ts";
import { readAppliedMigrations } from "./applied-migrations.ts";
import type { Migration } from "./migration.ts";
import { type MigrationPlan, planMigrations } from "./plan-migrations.ts";

export type SchemaState =
  | { readonly state: "current" }
  /** Steps are missing: `yardstick migrate` has to run. */
  | { readonly state: "behind"; readonly missing: readonly string[] }
  /** A newer version has migrated. Its steps only add, so this version may go on. */
  | { readonly state: "ahead"; readonly unknown: readonly string[] }
  /** An applied step is not what this version has under its name. */
  | { readonly state: "edited"; readonly edited: readonly string[] };

/** How the warehouse's schema stands to these migrations. A missing database counts as behind by all of them. */
export async function schemaState(warehouse: Warehouse, migrations: readonly Migration[]): Promise<SchemaState> {
  return judgeSchema(planMigrations(migrations, await readAppliedMigrations(warehouse)));
}

/** Resolves when the schema suffices; a service's readiness check. @throws SCHEMA_BEHIND, MIGRATION_EDITED. */
export async function requireSchema(warehouse: Warehouse, migrations: readonly Migration[]): Promise<void> {
  const schema = await schemaState(warehouse, migrations);
  if (schema.state === "behind") {
    const message = `the schema lacks ${schema.missing.join(", ")}: run \`yardstick migrate\``;
    throw new WarehouseError("SCHEMA_BEHIND", { message });
  }
  if (schema.state === "edited") {
    const message = `applied in another form than this version has: ${schema.edited.join(", ")}`;
    throw new WarehouseError("MIGRATION_EDITED", { message });
  }
}

export function judgeSchema({ pending, edited, unknown }: MigrationPlan): SchemaState {
  if (edited.length > 0) return { state: "edited", edited };
  if (pending.length > 0) return { state: "behind", missing: pending.map(({ name }) => name) };
  return unknown.length > 0 ? { state: "ahead", unknown } : { state: "current" };
}
