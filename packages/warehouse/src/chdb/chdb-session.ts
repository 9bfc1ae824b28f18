import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { drainPending, type RawInsertFormat, Session } from "chdb";
import type { QueryParams } from "../warehouse.ts";
import { WarehouseError } from "../warehouse-error.ts";
import { processHolding } from "./process-holding.ts";

/** One connection to the ClickHouse engine in this process. Calls are served one after the other, in order. */
export interface ChdbSession {
  /**
   * Runs one statement and answers the bytes of its result in `format`. `params` are bound as `{name:Type}`.
   * The event loop is not blocked. After a failure nothing of its output reaches a later query.
   */
  query(sql: string, format: string, params?: QueryParams): Promise<Uint8Array>;

  /** As `query`, but in chunks as the engine makes them; a consumer that stops early stops the query. */
  queryStream(sql: string, format: string): AsyncIterable<Uint8Array>;

  /** Inserts ready text in one block. Durable and visible to every session when it resolves. */
  insert(table: string, columns: readonly string[], text: Uint8Array | string, format: string): Promise<void>;

  /** Waits for what is running, then closes. Idempotent. */
  close(): Promise<void>;
}

/**
 * Opens one session on a chDB directory; the directory is made when it is missing. A process can hold any number of
 * sessions on one directory, and another directory only after the last session has closed. A directory belongs to one
 * process: `DIRECTORY_IN_USE` otherwise.
 */
export function openChdbSession(dataDir: string): ChdbSession {
  mkdirSync(dataDir, { recursive: true });
  const session = connect(dataDir);
  openSessions += 1;
  let tail: Promise<unknown> = Promise.resolve();
  let closing: Promise<void> | undefined;

  function inTurn<T>(run: () => Promise<T>): Promise<T> {
    const turn = tail.then(run);
    tail = turn.catch(() => undefined);
    return turn;
  }

  return {
    query: (sql, format, params) =>
      inTurn(() =>
        discardingAfterFailure(session, async () => {
          const options = { format };
          const answer =
            params && Object.keys(params).length > 0
              ? await session.queryBindAsync(sql, params, options)
              : await session.queryAsync(sql, options);
          return answer.bytes();
        }),
      ),
    queryStream: (sql, format) => streamInTurn(session, inTurn, sql, format),
    insert: (table, columns, text, format) =>
      inTurn(() =>
        discardingAfterFailure(session, async () => {
          await session.insert({ table, columns, values: text, format: format as RawInsertFormat });
        }),
      ),
    close: () => {
      closing ??= inTurn(() => disconnect(session));
      return closing;
    },
  };
}

let openSessions = 0;

function connect(dataDir: string): Session {
  try {
    return new Session(dataDir);
  } catch (error) {
    if (!(error instanceof Error && (error as NodeJS.ErrnoException).code === "CHDB_CONNECTION")) throw error;
    const holder = processHolding(join(dataDir, "status"));
    throw new WarehouseError(holder === undefined ? "DIRECTORY_UNUSABLE" : "DIRECTORY_IN_USE", {
      message:
        holder === undefined
          ? `chDB cannot open ${dataDir}: ${error.message.trim()}`
          : `the ClickHouse directory ${dataDir} belongs to process ${holder}; only one process can open it`,
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
    await session.queryAsync("SELECT 1", { format: "Null" }).catch(() => undefined);
    throw error;
  }
}

async function* streamInTurn(
  session: Session,
  inTurn: <T>(run: () => Promise<T>) => Promise<T>,
  sql: string,
  format: string,
): AsyncGenerator<Uint8Array> {
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await new Promise<void>((granted) => {
    void inTurn(() => {
      granted();
      return held;
    });
  });
  try {
    for await (const chunk of session.queryStream(sql, { format })) yield chunk.raw();
  } finally {
    release();
  }
}
