import { sqlIdentifier } from "../sql-identifier.ts";
import { WarehouseError } from "../warehouse-error.ts";
import type { DeploymentProfile, Migration } from "./migration.ts";
import { splitStatements } from "./split-statements.ts";

/** The statements of one migration for a deployment. @throws MIGRATION_INVALID on an unknown placeholder. */
export function renderMigration(migration: Migration, profile: DeploymentProfile): string[] {
  return splitStatements(migration.sql).map((statement) =>
    statement.replace(/\{\{\s*(\w+)([^{}]*)\}\}/g, (placeholder, name: string, rest: string) => {
      const resolve = PLACEHOLDERS[name];
      if (resolve === undefined) {
        const known = Object.keys(PLACEHOLDERS).join(", ");
        const message = `${migration.name}.sql: ${placeholder} is not a placeholder; there are ${known}`;
        throw new WarehouseError("MIGRATION_INVALID", { message });
      }
      return resolve(profile, rest.trim());
    }),
  );
}

/** Every migration as one text, for `yardstick migrate --dry-run` and for administrators who apply it by hand. */
export function renderMigrations(migrations: readonly Migration[], profile: DeploymentProfile): string {
  return migrations
    .map((migration) => {
      const statements = renderMigration(migration, profile).map((statement) => `${statement};\n`);
      return `-- ${migration.name}\n${statements.join("\n")}`;
    })
    .join("\n");
}

const PLACEHOLDERS: Readonly<Record<string, (profile: DeploymentProfile, columns: string) => string>> = {
  database: ({ database }) => sqlIdentifier(database),
  on_cluster: ({ cluster }) => (cluster === null ? "" : `ON CLUSTER ${quoted(cluster)}`),
  engine_merge_tree: (profile) => engine(profile, "MergeTree", ""),
  engine_replacing: (profile, columns) => engine(profile, "ReplacingMergeTree", columns),
};

/** On a cluster every table is replicated; `{shard}` and `{replica}` are macros that each server resolves by itself. */
function engine({ cluster }: DeploymentProfile, name: string, columns: string): string {
  if (cluster === null) return `${name}(${columns})`;
  const replication = `'/clickhouse/tables/{shard}/{database}/{table}', '{replica}'`;
  return `Replicated${name}(${columns === "" ? replication : `${replication}, ${columns}`})`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}
