/** Rows as JSONCompactEachRow: one JSON array a line. Big integers become strings, which ClickHouse reads exactly. */
export function compactRows(rows: readonly (readonly unknown[])[]): string {
  return rows
    .map((row) => (row.some(hasBigint) ? JSON.stringify(row, bigintAsString) : JSON.stringify(row)))
    .join("\n");
}

function hasBigint(value: unknown): boolean {
  return typeof value === "bigint" || (Array.isArray(value) && value.some(hasBigint));
}

function bigintAsString(_key: string, value: unknown): unknown {
  return typeof value === "bigint" ? value.toString() : value;
}
