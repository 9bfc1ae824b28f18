import type { ChdbSession } from "../chdb/chdb-session.ts";
import { ClickHouseException } from "./clickhouse-exception.ts";
import { type ClickHouseRequest, statementText } from "./parse-http-request.ts";
import { splitInsert } from "./split-insert.ts";
import { quoteIdentifier, setStatement } from "./sql-text.ts";

export interface StatementAnswer {
  readonly bytes: Uint8Array;
  readonly format: string;
  readonly writtenRows: number;
}

/**
 * Runs any statement on a session that is this request's alone: settings, parameters and the current database cannot
 * outlive it, and no output of a failed query can reach another.
 */
export async function runStatement(session: ChdbSession, request: ClickHouseRequest): Promise<StatementAnswer> {
  await prepare(session, request);
  const insert = splitInsert(request);
  if (insert !== undefined) {
    const writtenRows = await session.insert(insert.table, insert.columns, insert.rows, insert.format);
    return { bytes: new Uint8Array(), format: request.format, writtenRows };
  }
  const text = statementText(request);
  if (text.trim() === "") throw new ClickHouseException("SYNTAX_ERROR", "Empty query");
  const bytes = await session.query(text, request.format);
  return { bytes, format: formatOf(text) ?? request.format, writtenRows: 0 };
}

async function prepare(session: ChdbSession, request: ClickHouseRequest): Promise<void> {
  if (request.database !== undefined && request.database !== "default") {
    await session.query(`USE ${quoteIdentifier(request.database)}`, "Null");
  }
  const set = setStatement([
    ...request.settings,
    ...[...request.params].map(([name, value]) => [`param_${name}`, value] as const),
  ]);
  if (set !== undefined) await session.query(set, "Null");
}

/** For the answer's headers alone; the engine reads the clause itself. */
function formatOf(text: string): string | undefined {
  return /\bFORMAT\s+(\w+)\s*(?:SETTINGS\b[^']*)?;?\s*$/i.exec(text.slice(-2_000))?.[1];
}
