import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expandRules } from "./expand-rules.ts";
import type { Migration } from "./migration.ts";
import { orderMigrations } from "./order-migrations.ts";

/** The schema that ships with this package. */
const SHIPPED_SQL = fileURLToPath(new URL("../../sql", import.meta.url));

/**
 * Reads every `.sql` file of a directory, in order: tables beside each other, views in `views/`, and the rules that views
 * are made of in `rules/`. @throws MIGRATION_INVALID on a wrong name, a number used twice, or a rule that is not there.
 */
export async function readMigrations(directory = SHIPPED_SQL): Promise<Migration[]> {
  const [tables, views, rules] = await Promise.all([
    readSqlFiles(directory),
    readSqlFiles(join(directory, "views")),
    readSqlFiles(join(directory, "rules")),
  ]);
  const library = rules.map(({ sql }) => sql).join("\n");
  const expanded = ({ name, sql }: Migration) => ({ name, sql: expandRules(name, sql, library) });
  return orderMigrations([
    ...tables.map(expanded),
    ...views.map((view) => ({ ...expanded(view), isRepeatable: true as const })),
  ]);
}

async function readSqlFiles(directory: string): Promise<Migration[]> {
  const files = (await readdir(directory)).filter((file) => file.endsWith(".sql")).sort();
  return Promise.all(
    files.map(async (file) => ({
      name: file.slice(0, -".sql".length),
      sql: await readFile(join(directory, file), "utf8"),
    })),
  );
}
