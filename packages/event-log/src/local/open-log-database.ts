import { mkdirSync } from "node:fs";
import { join } from "node:path";
import Database from "libsql";
import { EventLogError } from "../event-log-error.ts";
import { LOG_SCHEMA, LOG_SCHEMA_VERSION } from "./log-schema.ts";

/**
 * Opens `<directory>/event-log.db` and holds it for this process alone until it is closed. The lock is the operating
 * system's on the file, so it ends with the process, however that ends. Throws `LOG_LOCKED` where another holds it.
 */
export function openLogDatabase(directory: string): Database.Database {
  mkdirSync(directory, { recursive: true });
  const file = join(directory, "event-log.db");
  const database = new Database(file);
  try {
    // A submission is one value of many pages: larger ones take a third off writing and reading it, and a short record
    // costs the same. Counts only where the file is made.
    database.exec("PRAGMA page_size = 16384;");
    // The exclusive lock is taken at the first access in WAL mode, so this stands before everything else.
    database.exec("PRAGMA busy_timeout = 1000; PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL;");
    database.exec("PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;");
    database.exec("BEGIN EXCLUSIVE");
    refuseOtherSchema(database, file);
    database.exec(LOG_SCHEMA);
    database.exec(`PRAGMA user_version = ${LOG_SCHEMA_VERSION}; COMMIT;`);
    return database;
  } catch (error) {
    database.close();
    if (isBusy(error)) {
      throw new EventLogError("LOG_LOCKED", `${file} is in use by another process; the local log belongs to one`, {
        cause: error,
      });
    }
    throw error;
  }
}

/**
 * Closes the file and gives its lock back. libsql keeps the connection until its statements are collected, so the lock
 * is dropped by hand: only a connection that left WAL may leave exclusive locking, at its next write.
 */
export function closeLogDatabase(database: Database.Database): void {
  database.exec("PRAGMA journal_mode = DELETE; PRAGMA locking_mode = NORMAL;");
  database.exec(`PRAGMA user_version = ${LOG_SCHEMA_VERSION}`);
  database.close();
}

function refuseOtherSchema(database: Database.Database, file: string): void {
  const version = database.prepare("SELECT user_version AS version FROM pragma_user_version").all([])[0] as {
    version: number;
  };
  if (version.version > LOG_SCHEMA_VERSION) {
    throw new EventLogError("LOG_UNAVAILABLE", `${file} was written by a newer version (${version.version})`);
  }
}

function isBusy(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return code.startsWith("SQLITE_BUSY") || code.startsWith("SQLITE_LOCKED");
}
