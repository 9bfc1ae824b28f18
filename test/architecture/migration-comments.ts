import { readText } from "./source-files.ts";

/** Tables and columns of the migrations that no COMMENT explains to an analyst. */
export function missingComments(paths: readonly string[]): string[] {
  return paths
    .filter((path) => /^packages\/warehouse\/sql\/.*\.sql$/.test(path))
    .flatMap((path) => createdTables(readText(path)).flatMap((table) => faultsOf(path, table)));
}

interface CreatedTable {
  readonly name: string;
  readonly columns: readonly string[];
  readonly statement: string;
}

function createdTables(sql: string): CreatedTable[] {
  const statements = sql.split(/^-- (?:statement|rule .*)$/m).map((text) => text.replace(/^\s*--.*$/gm, "").trim());
  return statements.flatMap((statement) => {
    const [, name] = /^CREATE TABLE IF NOT EXISTS \{\{database\}\}\.(\w+)/.exec(statement) ?? [];
    if (name === undefined) return [];
    const [, body = ""] = /^\(\n([\s\S]*?)\n\)/m.exec(statement) ?? [];
    return [{ name, statement, columns: body.split("\n").filter((line) => /^\s+(?!INDEX )\w+ /.test(line)) }];
  });
}

function faultsOf(path: string, { name, columns, statement }: CreatedTable): string[] {
  return [
    ...(/^COMMENT '.+'/m.test(statement) ? [] : [`${path}: table ${name} has no COMMENT`]),
    ...columns
      .filter((column) => !/ COMMENT '.+'/.test(column))
      .map((column) => `${path}: ${name}.${column.trim().split(" ")[0]} has no COMMENT`),
  ];
}
