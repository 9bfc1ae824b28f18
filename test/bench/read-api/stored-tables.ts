import type { Warehouse } from "@yardstick/warehouse";

/** Rows and bytes on disk of the tables that grow, in words. */
export async function storedTables(warehouse: Pick<Warehouse, "query">): Promise<{ readonly text: string }> {
  const tables = await warehouse.query<{ table: string; rows: string; bytes: string; parts: string }>(
    `SELECT table, sum(p.rows) AS rows, sum(p.bytes_on_disk) AS bytes, count() AS parts FROM system.parts AS p
WHERE active AND database = currentDatabase() AND table IN ('observations', 'observation_vintages', 'growth', 'comparisons')
GROUP BY table ORDER BY rows DESC`,
  );
  const words = tables.map(({ table, rows, bytes, parts }) => {
    const mib = Math.round(Number(bytes) / 2 ** 20);
    return `${table} ${(Number(rows) / 1e6).toFixed(1)} M rows in ${parts} parts, ${mib} MiB`;
  });
  return { text: words.join(", ") };
}
