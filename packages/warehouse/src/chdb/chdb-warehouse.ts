import { type ClickHouseClient, createClient } from "@clickhouse/client";
import { classifyError } from "../classify-error.ts";
import { queryRows, runCommand } from "../client-query.ts";
import { compactRows } from "../compact-rows.ts";
import { sqlIdentifier } from "../sql-identifier.ts";
import type { Warehouse } from "../warehouse.ts";
import { WarehouseError } from "../warehouse-error.ts";
import { createChdbConnection } from "./chdb-connection.ts";
import { type ChdbSession, openChdbSession } from "./chdb-session.ts";

export interface ChdbWarehouseOptions {
  /** The directory that this process owns while the warehouse is open. */
  readonly dataDir: string;
  readonly database: string;
  /** Queries that can run side by side; each has its own connection. */
  readonly readerConnections: number;
  /** The longest that one query may run (`max_execution_time`), in milliseconds. */
  readonly queryTimeoutMs: number;
}

/**
 * ClickHouse in this process. One connection inserts and one runs commands, each in order: an INSERT ... SELECT that
 * computes for a second must not hold up the figures that arrive meanwhile. Queries run side by side on connections
 * that cannot write; one more answers pings, so that a long query does not look like an outage.
 */
export async function openChdbWarehouse(options: ChdbWarehouseOptions): Promise<Warehouse> {
  const sessions: ChdbSession[] = [];
  const open = (): ChdbSession => {
    const session = openChdbSession(options.dataDir);
    sessions.push(session);
    return session;
  };
  try {
    const writer = open();
    await createDatabase(writer, options.database);
    const commander = open();
    await commander.query(`USE ${sqlIdentifier(options.database)}`, "Null");
    const readers: Reader[] = [];
    while (readers.length < options.readerConnections) readers.push(await prepareReader(open(), options));
    return warehouseOver({ writer, commander, readers, pinger: open(), sessions });
  } catch (error) {
    await Promise.all(sessions.map((session) => session.close()));
    throw classifyError(error, `open chDB in ${options.dataDir}`, "DIRECTORY_UNUSABLE");
  }
}

interface Reader {
  readonly client: ClickHouseClient;
  running: number;
}

interface Connections {
  readonly writer: ChdbSession;
  readonly commander: ChdbSession;
  readonly readers: readonly Reader[];
  readonly pinger: ChdbSession;
  readonly sessions: readonly ChdbSession[];
}

/** The engine's own default database is an Overlay, which refuses refreshable views and EXCHANGE. */
async function createDatabase(writer: ChdbSession, database: string): Promise<void> {
  await writer.query(`CREATE DATABASE IF NOT EXISTS ${sqlIdentifier(database)} ENGINE = Atomic`, "Null");
  await writer.query(`USE ${sqlIdentifier(database)}`, "Null");
}

/** Read only, level 2: a query may still carry settings of its own. A door for strangers wants level 1. */
async function prepareReader(session: ChdbSession, options: ChdbWarehouseOptions): Promise<Reader> {
  await session.query(`USE ${sqlIdentifier(options.database)}`, "Null");
  await session.query(`SET max_execution_time = ${options.queryTimeoutMs / 1000}, readonly = 2`, "Null");
  return { client: createClient({ connection: createChdbConnection(session) }), running: 0 };
}

function warehouseOver({ writer, commander, readers, pinger, sessions }: Connections): Warehouse {
  const commanding = createClient({ connection: createChdbConnection(commander) });
  return {
    async insert(table, columns, rows) {
      if (rows.length === 0) return;
      try {
        const text = typeof rows === "string" ? rows : compactRows(rows);
        await writer.insert(sqlIdentifier(table), columns.map(sqlIdentifier), text, "JSONCompactEachRow");
      } catch (error) {
        throw classifyError(error, `insert into ${table}`, "INSERT_FAILED");
      }
    },
    async query<Row>(sql: string, params = {}, settings = {}) {
      const reader = leastBusy(readers);
      reader.running += 1;
      try {
        return await queryRows<Row>(reader.client, { sql, params, settings });
      } finally {
        reader.running -= 1;
      }
    },
    command: (sql, params, settings) => runCommand(commanding, { sql, params, settings }),
    ping: (timeoutMs) => answerWithin(timeoutMs, pinger.query("SELECT 1", "TSV")),
    async close() {
      await Promise.all(sessions.map((session) => session.close()));
    },
  };
}

function leastBusy(readers: readonly Reader[]): Reader {
  return readers.reduce((least, reader) => (reader.running < least.running ? reader : least));
}

async function answerWithin(timeoutMs: number, answer: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const message = `chDB has not answered within ${timeoutMs} ms`;
    timer = setTimeout(() => reject(new WarehouseError("WAREHOUSE_UNAVAILABLE", { message })), timeoutMs);
  });
  try {
    await Promise.race([answer, late]);
  } catch (error) {
    throw classifyError(error, "ping", "WAREHOUSE_UNAVAILABLE");
  } finally {
    clearTimeout(timer);
  }
}
