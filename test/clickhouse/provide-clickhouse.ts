import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ClickHouseContainer } from "@testcontainers/clickhouse";
import { startClickHouse } from "@yardstick/infra/clickhouse";
import type { WarehouseSettings } from "@yardstick/warehouse";
import { getContainerRuntimeClient } from "testcontainers";
import { bundledProgram } from "../programs/bundled-program.ts";
import { warehouseSettings } from "./warehouse-settings.ts";

export interface ProvidedClickHouse {
  /** A server of the operator's, one in a container, or chDB behind ClickHouse's HTTP dialect. */
  readonly kind: "server" | "container" | "stand-in";
  /** Settings that reach it, with a database of its own that is not there yet. */
  readonly settings: WarehouseSettings & { readonly YARDSTICK_CLICKHOUSE_URL: string };
  stop(): Promise<void>;
}

/**
 * A ClickHouse over HTTP for a test: `YARDSTICK_CLICKHOUSE_URL` where it is set, else a container where there is
 * Docker, else the stand-in of infra/clickhouse, which every machine can run.
 */
export async function provideClickHouse(env = process.env): Promise<ProvidedClickHouse> {
  if (env.YARDSTICK_CLICKHOUSE_URL) return atServer(env);
  return (await hasDocker()) ? inContainer() : atStandIn();
}

async function atServer(env: NodeJS.ProcessEnv): Promise<ProvidedClickHouse> {
  const { YARDSTICK_CLICKHOUSE_DATABASE: _shared, ...texts } = env;
  return { kind: "server", settings: overHttp(warehouseSettings(texts)), stop: async () => undefined };
}

async function inContainer(): Promise<ProvidedClickHouse> {
  const container = await new ClickHouseContainer("clickhouse/clickhouse-server:26.7-alpine").start();
  const directory = await mkdtemp(join(tmpdir(), "yardstick-clickhouse-"));
  const passwordFile = join(directory, "password");
  await writeFile(passwordFile, container.getPassword());
  return {
    kind: "container",
    settings: overHttp(
      warehouseSettings({
        YARDSTICK_CLICKHOUSE_URL: container.getHttpUrl(),
        YARDSTICK_CLICKHOUSE_USER: container.getUsername(),
        YARDSTICK_CLICKHOUSE_PASSWORD_FILE: passwordFile,
      }),
    ),
    stop: async () => {
      await container.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

async function atStandIn(): Promise<ProvidedClickHouse> {
  const dataDir = await mkdtemp(join(tmpdir(), "yardstick-clickhouse-"));
  const program = await bundledProgram(STAND_IN);
  const running = await startClickHouse({ dataDir, program });
  return {
    kind: "stand-in",
    settings: overHttp(warehouseSettings({ YARDSTICK_CLICKHOUSE_URL: running.url })),
    stop: async () => {
      await running.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

const STAND_IN = fileURLToPath(new URL("../../infra/clickhouse/main.ts", import.meta.url));

async function hasDocker(): Promise<boolean> {
  return getContainerRuntimeClient().then(
    () => true,
    () => false,
  );
}

function overHttp(settings: WarehouseSettings): ProvidedClickHouse["settings"] {
  const { YARDSTICK_CLICKHOUSE_URL: url } = settings;
  if (url === undefined) throw new Error("a ClickHouse over HTTP has an address");
  return { ...settings, YARDSTICK_CLICKHOUSE_URL: url };
}
