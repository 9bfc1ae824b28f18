import type { Warehouse } from "@yardstick/warehouse";

/**
 * How many rows the engine reads from its tables while `work` runs: its own counter `SelectedRows` of all queries of the
 * process, chDB having no query log. What reading the counter costs is taken off.
 */
export async function rowsRead(warehouse: Pick<Warehouse, "query">, work: () => Promise<unknown>): Promise<number> {
  const idle = await counted(warehouse, async () => undefined);
  return (await counted(warehouse, work)) - idle;
}

async function counted(warehouse: Pick<Warehouse, "query">, work: () => Promise<unknown>): Promise<number> {
  const before = await selectedRows(warehouse);
  await work();
  return (await selectedRows(warehouse)) - before;
}

async function selectedRows(warehouse: Pick<Warehouse, "query">): Promise<number> {
  const [row] = await warehouse.query<{ value: string }>(
    "SELECT value FROM system.events WHERE event = 'SelectedRows'",
  );
  return Number(row?.value ?? 0);
}
