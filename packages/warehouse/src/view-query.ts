import { readMigrations } from "./migrations/read-migrations.ts";
import { splitStatements } from "./migrations/split-statements.ts";
import { WarehouseError } from "./warehouse-error.ts";

/**
 * The SELECT of a shipped view, to be put into a statement in the view's place, its parameters bound as the statement's
 * own. Of a view with parameters the engine first analyses the whole SELECT to learn its columns, and then again to run
 * it: for the rules that is a third of the time that they take.
 * @throws MIGRATION_INVALID where there is no such view
 */
export function viewQuery(name: string): Promise<string> {
  const known = queries.get(name) ?? readViewQuery(name);
  queries.set(name, known);
  return known;
}

/** Shipped text does not change while a process runs. */
const queries = new Map<string, Promise<string>>();

async function readViewQuery(name: string): Promise<string> {
  const migrations = await readMigrations();
  const statements = migrations.flatMap(({ sql }) => splitStatements(sql));
  const head = `CREATE OR REPLACE VIEW {{database}}.${name} {{on_cluster}} AS`;
  const view = statements.find((statement) => statement.includes(`${head} `) || statement.includes(`${head}\n`));
  if (view === undefined) throw new WarehouseError("MIGRATION_INVALID", { message: `there is no view ${name}` });
  return view
    .slice(view.indexOf(head) + head.length)
    .replace(/\nCOMMENT '.*'\s*$/s, "")
    .replaceAll("{{database}}.", "");
}
