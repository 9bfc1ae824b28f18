/** The statements of a migration file: they stand between lines that read `-- statement`. */
export function splitStatements(sql: string): string[] {
  return sql
    .split(/^[ \t]*--[ \t]*statement[ \t]*\r?$/m)
    .map((part) => part.trim().replace(/;$/, "").trimEnd())
    .filter((part) => part.replace(/--[^\n]*/g, "").trim() !== "");
}
