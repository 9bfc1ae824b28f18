import { join } from "node:path";
import { drainPending, type RawInsertFormat, Session } from "chdb";
import type { QueryParams } from "../warehouse.ts";
import { WarehouseError } from "../warehouse-error.ts";
import { createBoundParameters } from "./bound-parameters.ts";
import { engineArguments, sessionArguments } from "./engine-arguments.ts";
import { processHolding } from "./process-holding.ts";

/**
 * One connection to the ClickHouse engine in this process. Calls are served one after the other, in order, and never
 * block the event loop. Errors are chDB's own: `clickhouseCode` is ClickHouse's number.
 */
export interface ChdbSession {
  /**
   * Runs one statement and answers the bytes of its result, in `format` unless the statement names another. `params`
   * are bound as `{name:Type}`. After a failure nothing of its output reaches a later query.
   */
  query(sql: string, format: string, params?: QueryParams): Promise<Uint8Array>;

  /** As `query`, but in chunks as the engine makes them; a consumer that stops early stops the query. */
  queryStream(sql: string, format: string, params?: QueryParams): AsyncIterable<Uint8Array>;

  /**
   * Inserts ready text in one block; no columns means all of the table's. Durable and visible to every session when it
   * resolves. Text formats only. Answers the rows written, those of materialised views among them.
   */
  insert(table: string, columns: readonly string[], text: Uint8Array | string, format: string): Promise<number>;

  /** Waits for what is running, then closes. Idempotent. */
  close(): Promise<void>;
}

/**
 * Opens one session on a chDB directory; the directory is made when it is missing. A process can hold any number of
 * sessions on one directory, and another directory only after the last session has closed. A directory belongs to one
 * process: `DIRECTORY_IN_USE` otherwise.
 */
export function openChdbSession(dataDir: string): ChdbSession {
  const session = connect(dataDir);
  openSessions += 1;
  const inTurn = createQueue();
  const bound = createBoundParameters();
  let closing: Promise<void> | undefined;

  async function bind(sql: string, params: QueryParams): Promise<void> {
    const statement = bound.statementFor(sql, params);
    if (statement === undefined) return;
    await session.queryAsync(statement, { format: "Null" });
    bound.nowHolds(params);
  }

  return {
    async query(sql, format, params = {}) {
      refuseClosed(closing, dataDir);
      return inTurn(async () => {
        await bind(sql, params);
        const answer = await discardingAfterFailure(session, () => session.queryAsync(sql, { format }));
        return answer.bytes();
      });
    },
    async *queryStream(sql, format, params = {}) {
      refuseClosed(closing, dataDir);
      const release = await takeTurn(inTurn);
      try {
        await bind(sql, params);
        for await (const chunk of session.queryStream(sql, { format })) yield chunk.raw();
      } finally {
        release();
      }
    },
    async insert(table, columns, text, format) {
      refuseClosed(closing, dataDir);
      const into = columns.length === 0 ? { table } : { table, columns };
      const insert = { ...into, values: text, format: format as RawInsertFormat };
      const written = await inTurn(() => discardingAfterFailure(session, () => session.insert(insert)));
      return written.rowsWritten;
    },
    close() {
      closing ??= inTurn(() => disconnect(session));
      return closing;
    },
  };
}

let openSessions = 0;

function connect(dataDir: string): Session {
  try {
    return new Session(dataDir, { connectionArgs: openSessions > 0 ? sessionArguments() : engineArguments(dataDir) });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "CHDB_CONNECTION")) throw error;
    const holder = processHolding(join(dataDir, "status"));
    if (holder === undefined) {
      throw new WarehouseError("DIRECTORY_UNUSABLE", {
        message: `chDB cannot open ${dataDir}: ${error.message.trim()}`,
        cause: error,
      });
    }
    throw new WarehouseError("DIRECTORY_IN_USE", {
      message: `the ClickHouse directory ${dataDir} belongs to process ${holder}; only one process can open it`,
      cause: error,
    });
  }
}

/** chDB refuses another directory until the engine has let go of everything that ran in this one. */
async function disconnect(session: Session): Promise<void> {
  session.close();
  openSessions -= 1;
  if (openSessions === 0) await drainPending();
}

/**
 * A query that fails after it began to write leaves its output in the connection, and the next answer starts with it
 * (chDB 3.4.0). One query whose answer is thrown away clears it.
 */
async function discardingAfterFailure<T>(session: Session, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    await session.queryAsync("SELECT 1", { format: "TSV" }).catch(() => undefined);
    throw error;
  }
}

type Queue = <T>(run: () => Promise<T>) => Promise<T>;

/** Runs one thing after the other, whether or not the one before failed. */
function createQueue(): Queue {
  let tail: Promise<unknown> = Promise.resolve();
  return (run) => {
    const turn = tail.then(run);
    tail = turn.catch(() => undefined);
    return turn;
  };
}

/** Resolves at this caller's turn, with the function that ends it. */
function takeTurn(inTurn: Queue): Promise<() => void> {
  return new Promise((granted) => {
    void inTurn(() => new Promise<void>((release) => granted(release)));
  });
}

function refuseClosed(closing: Promise<void> | undefined, dataDir: string): void {
  if (closing === undefined) return;
  throw new WarehouseError("WAREHOUSE_CLOSED", { message: `the chDB session on ${dataDir} is closed` });
}
