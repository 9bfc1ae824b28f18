import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Migration } from "./migration.ts";
import { orderMigrations } from "./order-migrations.ts";

/** The schema that ships with this package. */
const SHIPPED_SQL = fileURLToPath(new URL("../../sql", import.meta.url));

/** Reads every `.sql` file of a directory, in order. @throws MIGRATION_INVALID on a wrong name or a number used twice. */
export async function readMigrations(directory = SHIPPED_SQL): Promise<Migration[]> {
  const files = (await readdir(directory)).filter((file) => file.endsWith(".sql"));
  const migrations = files.map(async (file) => ({
    name: file.slice(0, -".sql".length),
    sql: await readFile(join(directory, file), "utf8"),
  }));
  return orderMigrations(await Promise.all(migrations));
}
