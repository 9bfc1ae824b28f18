import { expect, it } from "vitest";
import { z } from "zod";
import { deploymentProfile } from "./open-warehouse.ts";
import { warehouseConfig } from "./warehouse-config.ts";

const parse = (texts: Record<string, string>) => z.object(warehouseConfig).safeParse(texts);

it("runs in the process where nothing is set", () => {
  const settings = z.object(warehouseConfig).parse({});
  expect(settings).toEqual({
    YARDSTICK_CLICKHOUSE_USER: "default",
    YARDSTICK_CLICKHOUSE_DATABASE: "yardstick",
    YARDSTICK_CLICKHOUSE_REQUEST_TIMEOUT_MS: 120_000,
    YARDSTICK_CLICKHOUSE_MAX_OPEN_CONNECTIONS: 10,
    YARDSTICK_CLICKHOUSE_COMPRESS_REQUESTS: false,
    YARDSTICK_CHDB_READER_CONNECTIONS: 2,
  });
  expect(deploymentProfile({ ...settings, YARDSTICK_CLICKHOUSE_CLUSTER: "counties" })).toEqual({
    database: "yardstick",
    cluster: null,
  });
});

it("reads numbers from text, and a cluster where there is a server", () => {
  const settings = z.object(warehouseConfig).parse({
    YARDSTICK_CLICKHOUSE_URL: "https://clickhouse:8443",
    YARDSTICK_CLICKHOUSE_CLUSTER: "counties",
    YARDSTICK_CLICKHOUSE_REQUEST_TIMEOUT_MS: "5000",
  });
  expect(settings.YARDSTICK_CLICKHOUSE_REQUEST_TIMEOUT_MS).toBe(5_000);
  expect(deploymentProfile(settings).cluster).toBe("counties");
});

it.each([
  ["YARDSTICK_CLICKHOUSE_URL", "clickhouse:8123"],
  ["YARDSTICK_CLICKHOUSE_URL", "tcp://clickhouse:9000"],
  ["YARDSTICK_CLICKHOUSE_DATABASE", "a b"],
  ["YARDSTICK_CLICKHOUSE_REQUEST_TIMEOUT_MS", "0"],
  ["YARDSTICK_CHDB_READER_CONNECTIONS", "2.5"],
  ["YARDSTICK_CLICKHOUSE_COMPRESS_REQUESTS", "yes"],
])("refuses %s=%s", (key, text) => {
  const parsed = parse({ [key]: text });
  expect(parsed.error?.issues.map(({ path }) => path)).toEqual([[key]]);
});

it("describes every setting", () => {
  for (const schema of Object.values(warehouseConfig)) expect(schema.description).toMatch(/\.$/);
});
