import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ChdbSession, createClickHouseHttpServer, openChdbSession, type QueryLimits } from "@yardstick/warehouse";

export interface OpenSqlDoor {
  readonly url: string;
  readonly port: number;
  /** A session beside the door, as the pipeline has one: it may do anything. */
  readonly pipeline: ChdbSession;
  /** Closes the interface alone; the pipeline's session stays. */
  closeInterface(): Promise<void>;
  close(): Promise<void>;
}

/** A read-only interface on a directory of its own with two figures in it. chDB takes one directory per process. */
export async function openSqlDoor(limits: Partial<QueryLimits> = {}): Promise<OpenSqlDoor> {
  const dataDir = await mkdtemp(join(tmpdir(), "sql-door-"));
  const pipeline = openChdbSession(dataDir);
  for (const statement of schema) await pipeline.query(statement, "Null");
  const server = createClickHouseHttpServer({
    openSession: () => openChdbSession(dataDir),
    access: "read-only",
    limits,
  });
  const { port } = await server.listen("127.0.0.1", 0);
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    pipeline,
    closeInterface: () => server.close(),
    close: async () => {
      await server.close();
      await pipeline.close();
      await rm(dataDir, { recursive: true });
    },
  };
}

export interface DoorAnswer {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
}

/** Posts a statement as curl would. */
export async function ask(url: string, sql: string, query: Record<string, string> = {}): Promise<DoorAnswer> {
  const response = await fetch(`${url}/?${new URLSearchParams(query)}`, { method: "POST", body: sql });
  return { status: response.status, text: await response.text(), headers: response.headers };
}

const schema = [
  "CREATE DATABASE yardstick ENGINE = Atomic",
  "CREATE TABLE yardstick.comparisons (scope String, region String, period String, gap Decimal(38, 10)) ENGINE = MergeTree ORDER BY region",
  "INSERT INTO yardstick.comparisons VALUES ('210000-XY', '210421', '2021', -1.5), ('210000-XY', '210422', '2021', 2.25)",
  "CREATE VIEW yardstick.comparisons_at AS SELECT * FROM yardstick.comparisons WHERE scope = {scope:String} AND period IN {periods:Array(String)}",
  "CREATE VIEW yardstick.latest AS SELECT region, gap FROM yardstick.comparisons",
  "CREATE TABLE yardstick.api_keys (hash String) ENGINE = MergeTree ORDER BY hash",
  "INSERT INTO yardstick.api_keys VALUES ('canary-in-a-table')",
  "CREATE TABLE yardstick.audit (line String) ENGINE = MergeTree ORDER BY line",
  "INSERT INTO yardstick.audit VALUES ('canary-in-a-table')",
];
