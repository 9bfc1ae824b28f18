import { openWarehouse } from "@yardstick/warehouse";
import { warehouseSettings } from "../../clickhouse/warehouse-settings.ts";
import { quietLogger } from "./warehouse-fixture.ts";

/** Inserts 500 rows at a time and says after each acknowledgement how many there are. Ends when it is killed. */
const warehouse = await openWarehouse(
  warehouseSettings({ YARDSTICK_DATA_DIR: process.argv[2], YARDSTICK_CLICKHOUSE_DATABASE: "yardstick" }),
  { logger: quietLogger },
);
await warehouse.command("CREATE TABLE IF NOT EXISTS written (pid UInt32, id UInt32) ENGINE = MergeTree ORDER BY id");
for (let acknowledged = 0; ; acknowledged += 500) {
  process.stdout.write(`${acknowledged}\n`);
  const rows = Array.from({ length: 500 }, (_, row) => [process.pid, acknowledged + row]);
  await warehouse.insert("written", ["pid", "id"], rows);
}
