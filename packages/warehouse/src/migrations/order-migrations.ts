import { WarehouseError } from "../warehouse-error.ts";
import type { Migration } from "./migration.ts";

/** Migrations by number. @throws MIGRATION_INVALID on a name that is not `NNNN-name`, or a number used twice. */
export function orderMigrations(migrations: readonly Migration[]): Migration[] {
  const ordered = [...migrations].sort((a, b) => (a.name < b.name ? -1 : 1));
  ordered.forEach(({ name }, index) => {
    if (!/^\d{4}-[a-z0-9]+(-[a-z0-9]+)*$/.test(name)) throw invalid(`${name}.sql is not named NNNN-name.sql`);
    const before = ordered[index - 1]?.name;
    if (before?.slice(0, 4) === name.slice(0, 4)) throw invalid(`${before}.sql and ${name}.sql have the same number`);
  });
  return ordered;
}

function invalid(message: string): WarehouseError {
  return new WarehouseError("MIGRATION_INVALID", { message });
}
