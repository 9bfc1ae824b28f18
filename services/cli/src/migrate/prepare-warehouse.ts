import type { ReferenceData } from "@yardstick/contracts";
import type { Clock } from "@yardstick/runtime";
import {
  type DeploymentProfile,
  loadReferenceTables,
  migrate,
  readMigrations,
  type Warehouse,
} from "@yardstick/warehouse";

export interface PrepareWarehouseOptions {
  readonly warehouse: Warehouse;
  readonly profile: DeploymentProfile;
  readonly reference: ReferenceData;
  readonly clock: Clock;
  /** Told of each step. */
  readonly log: (message: string) => void;
}

/** Brings the schema up to date and loads the reference data; answers the steps it ran. Repeatable, as often as wanted. */
export async function prepareWarehouse(options: PrepareWarehouseOptions): Promise<string[]> {
  const { warehouse, profile, reference, clock, log } = options;
  const applied = await migrate(warehouse, { migrations: await readMigrations(), profile, log });
  await loadReferenceTables(warehouse, reference, clock.nowMs());
  log(`loaded the reference data, version ${reference.version.slice(0, 12)}`);
  return applied;
}
