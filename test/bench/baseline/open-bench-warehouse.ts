import { prepareWarehouse } from "@yardstick/cli";
import { loadReference } from "@yardstick/contracts";
import { createSilentLogger, systemClock } from "@yardstick/runtime";
import { deploymentProfile, openWarehouse, type Warehouse, warehouseConfig } from "@yardstick/warehouse";
import { z } from "zod";

/**
 * A migrated warehouse with the reference data, `overlayDir` laid over it: on a server where `YARDSTICK_CLICKHOUSE_URL`
 * is given, else chDB here.
 */
export async function openBenchWarehouse(
  texts: Readonly<Record<string, string>>,
  dataDir?: string,
  overlayDir?: string,
): Promise<Warehouse> {
  const settings = { ...z.object(warehouseConfig).parse(texts), YARDSTICK_DATA_DIR: dataDir };
  const warehouse = await openWarehouse(settings, { logger: createSilentLogger(), createDatabase: true });
  await prepareWarehouse({
    warehouse,
    profile: deploymentProfile(settings),
    reference: loadReference({ overlayDir }),
    clock: systemClock,
    log: () => undefined,
  });
  return warehouse;
}
