import type { ChdbSession } from "../chdb/chdb-session.ts";
import { ClickHouseException } from "./clickhouse-exception.ts";
import { type ClickHouseRequest, statementText } from "./parse-http-request.ts";
import type { QueryLimits } from "./query-limits.ts";
import { canonicalStatement, passReadOnlyGate } from "./read-only-gate.ts";
import { readOnlySettings, settingsClauses } from "./read-only-settings.ts";
import type { StatementAnswer } from "./run-statement.ts";
import type { SessionLender } from "./session-lender.ts";
import { quoteString, setStatement } from "./sql-text.ts";

export interface ReadOnlyRunnerOptions {
  readonly sessions: SessionLender;
  /** A session that serves nobody, from which a query whose client has gone is stopped. */
  readonly control: () => ChdbSession | undefined;
  readonly limits: QueryLimits;
}

export type ReadOnlyRunner = (request: ClickHouseRequest, gone: AbortSignal) => Promise<StatementAnswer>;

/**
 * Runs queries that only read. Each has a session of its own, opened for it and closed after it: parameters and settings
 * end with it, and what a failed query has left in its session is never anybody's answer.
 */
export function createReadOnlyRunner({ sessions, control, limits }: ReadOnlyRunnerOptions): ReadOnlyRunner {
  let started = 0;

  return (request, gone) => {
    started += 1;
    const mark = `sql-interface-${started}`;
    const stop = () => stopMarked(control(), mark);
    return sessions.lend(async (session) => {
      gone.addEventListener("abort", stop, { once: true });
      try {
        return await runOn(session, { request, gone, mark, limits });
      } finally {
        gone.removeEventListener("abort", stop);
      }
    });
  };
}

interface MarkedQuery {
  readonly request: ClickHouseRequest;
  readonly gone: AbortSignal;
  readonly mark: string;
  readonly limits: QueryLimits;
}

async function runOn(session: ChdbSession, { request, gone, mark, limits }: MarkedQuery): Promise<StatementAnswer> {
  const text = boundedText(request, limits);
  const database = databaseOf(request.database);
  throwIfGone(gone);
  await session.query(`USE ${database}`, "Null");
  await session.query("SET max_query_size = '1048576', max_parser_depth = '500', max_execution_time = '10'", "Null");
  const canonicalSql = await canonicalStatement(session, text);
  await session.query(readOnlySet(request, { canonicalSql, mark, limits }), "Null");
  const passed = await passReadOnlyGate(session, { canonicalSql, database, params: request.params });
  throwIfGone(gone);
  const bytes = await session.query(passed.sql, request.format);
  return { bytes, format: passed.format ?? request.format, writtenRows: 0 };
}

function boundedText(request: ClickHouseRequest, limits: QueryLimits): string {
  const text = statementText(request);
  if (text.trim() === "") throw new ClickHouseException("SYNTAX_ERROR", "Empty query");
  if (Buffer.byteLength(text) > limits.maxStatementBytes) {
    throw new ClickHouseException("QUERY_IS_TOO_LARGE", `The query exceeds ${limits.maxStatementBytes} bytes`);
  }
  return text;
}

/** A query that cannot be stopped ends at its time limit. */
function stopMarked(control: ChdbSession | undefined, mark: string): void {
  const kill = `KILL QUERY WHERE Settings['log_comment'] = ${quoteString(mark)}`;
  control?.query(kill, "Null").catch(() => undefined);
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
