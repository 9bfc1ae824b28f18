import { randomBytes } from "node:crypto";
import { type WarehouseSettings, warehouseConfig } from "@yardstick/warehouse";
import { z } from "zod";

/** Settings of the warehouse as tests need them: defaults, laid over by `texts`, written as in the environment. */
export function warehouseSettings(texts: Readonly<Record<string, string | undefined>> = {}): WarehouseSettings {
  const database = `yardstick_test_${randomBytes(6).toString("hex")}`;
  const parsed = z.object(warehouseConfig).parse({ YARDSTICK_CLICKHOUSE_DATABASE: database, ...texts });
  return { ...parsed, YARDSTICK_DATA_DIR: texts.YARDSTICK_DATA_DIR };
}
