import type { DeploymentProfile, Warehouse } from "@yardstick/warehouse";

/** One engine as the contract suite sees it; `warehouse` is open before the first test and closed after the last. */
export interface WarehouseFixture {
  readonly warehouse: Warehouse;
  readonly profile: DeploymentProfile;
}

/** Answers the running fixture: only inside tests and hooks. */
export type UseWarehouse = () => WarehouseFixture;

let tables = 0;

/** Makes a table of its own for one test and answers its name. */
export async function createTable(
  { warehouse, profile }: WarehouseFixture,
  columns: string,
  engine = "MergeTree ORDER BY tuple()",
): Promise<string> {
  tables += 1;
  const name = `contract_${tables}`;
  await warehouse.command(`CREATE TABLE ${profile.database}.${name} (${columns}) ENGINE = ${engine}`);
  return name;
}

/** Silence where a logger is wanted. */
export const quietLogger = { info: () => undefined };
