import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { warehouseSettings } from "../../clickhouse/warehouse-settings.ts";
import { describeWarehouseContract } from "./warehouse-contract.ts";

describeWarehouseContract("chDB in the process", async () => {
  const dataDir = await mkdtemp(join(tmpdir(), "yardstick-chdb-"));
  return {
    settings: warehouseSettings({ YARDSTICK_DATA_DIR: dataDir }),
    stop: () => rm(dataDir, { recursive: true, force: true }),
  };
});
