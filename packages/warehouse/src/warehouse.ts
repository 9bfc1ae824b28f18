/**
 * ClickHouse as the pipeline uses it: chDB in the process, or a server over HTTP. Both adapters pass the same contract
 * suite (`test/contract/warehouse`) and run the same migrations.
 */
export interface Warehouse {
  /**
   * Inserts rows in one block. When it resolves, the rows are durable and the next query of any connection sees them
   * (`async_insert = 0`). Rows are arrays in the order of `columns`, or text already in JSONCompactEachRow.
   * Not retried: a throw leaves it open whether the rows are there, and tables are ReplacingMergeTree, so that callers
   * insert again.
   */
  insert(table: string, columns: readonly string[], rows: readonly (readonly unknown[])[] | string): Promise<void>;

  /**
   * Runs one SELECT and answers its rows as objects. Values are bound as `{name:Type}` parameters, never pasted in.
   * Decimals and 64-bit and wider integers come as strings, dates as `YYYY-MM-DD`, DateTime64 as
   * `YYYY-MM-DD hh:mm:ss.mmm` in UTC. `settings` go into the SETTINGS clause of this query alone.
   */
  query<Row>(sql: string, params?: QueryParams, settings?: QuerySettings): Promise<Row[]>;

  /** Runs one statement that answers no rows: DDL, INSERT ... SELECT. Durable when it resolves. */
  command(sql: string, params?: QueryParams, settings?: QuerySettings): Promise<void>;

  /** Resolves when the engine answers within `timeoutMs`, else throws `WAREHOUSE_UNAVAILABLE`. For readiness. */
  ping(timeoutMs: number): Promise<void>;

  /** Waits for what is running, then closes. Idempotent. */
  close(): Promise<void>;
}

export type QueryParams = Readonly<Record<string, unknown>>;
export type QuerySettings = Readonly<Record<string, string | number>>;
