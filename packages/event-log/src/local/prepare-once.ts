import type Database from "libsql";

const prepared = new WeakMap<Database.Database, Map<string, Database.Statement>>();

/** The statement for this text, prepared at its first use: libsql frees statements late, and preparing costs more than most runs. */
export function prepareOnce(database: Database.Database, sql: string): Database.Statement {
  const ofDatabase = prepared.get(database) ?? new Map<string, Database.Statement>();
  prepared.set(database, ofDatabase);
  const statement = ofDatabase.get(sql) ?? database.prepare(sql);
  ofDatabase.set(sql, statement);
  return statement;
}
