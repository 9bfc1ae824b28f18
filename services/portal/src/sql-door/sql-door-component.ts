import type { Access } from "@yardstick/access";
import {
  type Listening,
  type ListeningComponent,
  type Logger,
  RuntimeError,
  requireKeysBeyondLoopback,
} from "@yardstick/runtime";
import { type ClickHouseHttpServer, createClickHouseHttpServer, openChdbSession } from "@yardstick/warehouse";
import { admitReaders } from "./admit-readers.ts";

export interface SqlDoorOptions {
  /** chDB's directory, `warehouseDirectory(config)`: this process must be the one that holds it. */
  readonly dataDir: string;
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  readonly queryTimeoutMs: number;
  readonly resultRows: number;
  readonly access: Access;
  readonly logger: Logger;
}

/** ClickHouse's own HTTP interface on the directory, read only. Throws `LISTEN_REFUSED` or `PORT_IN_USE` at its start. */
export function sqlDoorComponent(options: SqlDoorOptions): ListeningComponent {
  const { dataDir, host, port, access, logger } = options;
  let door: ClickHouseHttpServer | null = null;
  let listening: Listening | null = null;
  return {
    name: "sql-door",
    start: async () => {
      requireKeysBeyondLoopback({ name: "sql-door", host, keysConfigured: access.keyring.isConfigured });
      const opening = createClickHouseHttpServer({
        openSession: () => openChdbSession(dataDir),
        access: "read-only",
        limits: { maxExecutionTimeSeconds: options.queryTimeoutMs / 1_000, maxResultRows: options.resultRows },
        admit: admitReaders(access),
        onFailure: (failure) => logger.info(failure, "a statement of the SQL door failed"),
      });
      try {
        const address = await opening.listen(host, port);
        logger.info(address, `sql-door listens on http://${host}:${address.port}`);
        listening = { url: `http://${host.includes(":") ? `[${host}]` : host}:${address.port}`, port: address.port };
      } catch (error) {
        await opening.close();
        throw isTaken(error) ? taken(host, port, error) : error;
      }
      door = opening;
    },
    stop: async () => {
      await door?.close();
    },
    get listening() {
      return listening;
    },
  };
}

const isTaken = (error: unknown) => error instanceof Error && "code" in error && error.code === "EADDRINUSE";

function taken(host: string, port: number, cause: unknown): RuntimeError {
  return new RuntimeError("PORT_IN_USE", `sql-door: port ${port} of ${host} is taken by another program.`, { cause });
}
