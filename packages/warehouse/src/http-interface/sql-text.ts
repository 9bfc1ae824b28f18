/** A ClickHouse string literal of any text. */
export function quoteString(text: string): string {
  return `'${text.replace(/[\\']/g, "\\$&")}'`;
}

export function quoteIdentifier(name: string): string {
  return `\`${name.replace(/[\\`]/g, "\\$&")}\``;
}

/** One SET statement, or undefined when there is nothing to set. Numbers as text are taken as numbers by the engine. */
export function setStatement(settings: Iterable<readonly [string, string | number]>): string | undefined {
  const assignments = [...settings].map(([name, value]) => `${name} = ${quoteString(String(value))}`);
  return assignments.length === 0 ? undefined : `SET ${assignments.join(", ")}`;
}

/** The statement with every string literal emptied, so that keywords can be looked for in what the engine formatted. */
export function withoutLiterals(canonicalSql: string): string {
  return canonicalSql.replace(/'(?:[^'\\]|\\.|'')*'/gs, "''");
}
