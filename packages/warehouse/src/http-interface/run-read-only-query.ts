import type { ChdbSession } from "../chdb/chdb-session.ts";
import { ClickHouseException } from "./clickhouse-exception.ts";
import { type ClickHouseRequest, statementText } from "./parse-http-request.ts";
import type { QueryLimits } from "./query-limits.ts";
import { canonicalStatement, passReadOnlyGate } from "./read-only-gate.ts";
import { readOnlySettings, settingsClauses } from "./read-only-settings.ts";
import type { StatementAnswer } from "./run-statement.ts";
import { quoteString, setStatement } from "./sql-text.ts";

export interface ReadOnlyRunnerOptions {
  readonly openSession: () => ChdbSession;
  /** A session that serves nobody, from which a query whose client has gone is stopped. */
  readonly control: () => ChdbSession | undefined;
  readonly limits: QueryLimits;
}

export type ReadOnlyRunner = (request: ClickHouseRequest, gone: AbortSignal) => Promise<StatementAnswer>;

/**
 * Runs queries that only read. Each has a session of its own, opened for it and closed after it: parameters and settings
 * end with it, and what a failed query has left in its session is never anybody's answer.
 */
export function createReadOnlyRunner({ openSession, control, limits }: ReadOnlyRunnerOptions): ReadOnlyRunner {
  let started = 0;

  return async (request, gone) => {
    const text = statementText(request);
    if (text.trim() === "") throw new ClickHouseException("SYNTAX_ERROR", "Empty query");
    if (Buffer.byteLength(text) > limits.maxStatementBytes) {
      throw new ClickHouseException("QUERY_IS_TOO_LARGE", `The query exceeds ${limits.maxStatementBytes} bytes`);
    }
    const database = databaseOf(request.database);
    started += 1;
    const mark = `sql-interface-${started}`;
    const session = openSession();
    const stop = () =>
      void control()
        ?.query(`KILL QUERY WHERE Settings['log_comment'] = ${quoteString(mark)}`, "Null")
        .catch(() => undefined);
    try {
      throwIfGone(gone);
      gone.addEventListener("abort", stop, { once: true });
      await session.query(`USE ${database}`, "Null");
      await session.query(
        "SET max_query_size = '1048576', max_parser_depth = '500', max_execution_time = '10'",
        "Null",
      );
      const canonicalSql = await canonicalStatement(session, text);
      await session.query(readOnlySet(request, { canonicalSql, mark, limits }), "Null");
      const passed = await passReadOnlyGate(session, { canonicalSql, database, params: request.params });
      throwIfGone(gone);
      const format = passed.format ?? request.format;
      return { bytes: await session.query(passed.sql, request.format), format, writtenRows: 0 };
    } finally {
      gone.removeEventListener("abort", stop);
      await session.close();
    }
  };
}

function readOnlySet(
  request: ClickHouseRequest,
  about: { canonicalSql: string; mark: string; limits: QueryLimits },
): string {
  const settings = readOnlySettings([...request.settings, ...settingsClauses(about.canonicalSql)], about.limits);
  const params = [...request.params].map(([name, value]) => [`param_${name}`, value] as const);
  return setStatement([...settings, ...params, ["log_comment", about.mark], ["readonly", "1"]]) as string;
}

/** Clients send `default` when they are told nothing. In chDB that database shows the files of the directory. */
function databaseOf(requested: string | undefined): string {
  const name = (requested ?? "default").toLowerCase();
  if (name === "default" || name === "yardstick") return "yardstick";
  if (name === "system" || name === "information_schema") return name;
  throw new ClickHouseException("UNKNOWN_DATABASE", `Database ${requested} does not exist`);
}

function throwIfGone(gone: AbortSignal): void {
  if (gone.aborted) throw new ClickHouseException("TIMEOUT_EXCEEDED", "The client has gone");
}
