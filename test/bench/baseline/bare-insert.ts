import { openChdbSession } from "@yardstick/warehouse";
import { openBenchWarehouse } from "./open-bench-warehouse.ts";

/** The columns of `observation_vintages` as the store stage fills them. */
export const STORED_COLUMNS = [
  ["indicator", "region", "period", "period_start", "period_end", "accumulation", "measure", "price_basis", "caliber"],
  ["value", "unit", "submitted_value", "submitted_unit", "status", "source", "submission_id", "submission_row"],
  ["released_at", "citation", "note", "known_at", "version"],
].flat();

export interface BareInserts {
  /** Rows per second of these JSONCompactEachRow lines into a table of the same columns and key, nothing behind it. */
  intoTable(lines: readonly string[], rowsPerInsert: number): Promise<number>;
  /** The same into the product's own table, whose view fills the current figures. */
  intoTableWithView(lines: readonly string[], rowsPerInsert: number): Promise<number>;
  close(): Promise<void>;
}

/** chDB in this process, with text that is ready: nothing is parsed, built or checked. */
export async function openBareInserts(directory: string): Promise<BareInserts> {
  const warehouse = await openBenchWarehouse({}, directory);
  await warehouse.command("CREATE TABLE bare_vintages AS observation_vintages");
  const session = openChdbSession(`${directory}/clickhouse`);
  const insertInto = async (table: string, lines: readonly string[], rowsPerInsert: number) => {
    const texts: string[] = [];
    for (let at = 0; at < lines.length; at += rowsPerInsert) texts.push(lines.slice(at, at + rowsPerInsert).join("\n"));
    const startMs = performance.now();
    for (const text of texts) await session.insert(table, STORED_COLUMNS, text, "JSONCompactEachRow");
    return (lines.length * 1_000) / (performance.now() - startMs);
  };
  return {
    intoTable: (lines, rowsPerInsert) => insertInto("yardstick.bare_vintages", lines, rowsPerInsert),
    intoTableWithView: (lines, rowsPerInsert) => insertInto("yardstick.observation_vintages", lines, rowsPerInsert),
    close: async () => {
      await session.close();
      await warehouse.close();
    },
  };
}
