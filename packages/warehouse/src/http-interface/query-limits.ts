/** What one query of the read-only interface may cost. Settings of a request can lower these and never raise them. */
export interface QueryLimits {
  readonly maxResultRows: number;
  /** Of the result as the engine counts it, before it is formatted. */
  readonly maxResultBytes: number;
  readonly maxExecutionTimeSeconds: number;
  /** Of a query with everything it makes, its formatted answer too. */
  readonly maxMemoryBytes: number;
  readonly maxStatementBytes: number;
  readonly maxConcurrentQueries: number;
  readonly maxWaitingQueries: number;
  /** How long closing waits for queries that run; then they are stopped. */
  readonly maxClosingMs: number;
}

/** Two queries at a time on one thread each leave the pipeline half of the threads that chDB's calls share. */
export const defaultQueryLimits: QueryLimits = {
  maxResultRows: 1_000_000,
  maxResultBytes: 128 * 1024 * 1024,
  maxExecutionTimeSeconds: 30,
  maxMemoryBytes: 768 * 1024 * 1024,
  maxStatementBytes: 256 * 1024,
  maxConcurrentQueries: 2,
  maxWaitingQueries: 32,
  maxClosingMs: 5_000,
};
