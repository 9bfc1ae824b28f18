import type { ChdbSession } from "../chdb/chdb-session.ts";
import { callsViews, judgeStatement } from "./judge-statement.ts";
import { parseSyntaxTree, type SyntaxNode } from "./syntax-tree.ts";

export interface PassedStatement {
  /** What may run, in the engine's own formatting. */
  readonly sql: string;
  readonly format: string | undefined;
}

/** One statement in the engine's own formatting. The parser refuses a second one behind it. */
export async function canonicalStatement(session: ChdbSession, text: string): Promise<string> {
  // Hexadecimal, so that no quoting of ours stands between the text and the parser.
  const sql = `SELECT formatQuerySingleLine(unhex('${Buffer.from(text, "utf8").toString("hex")}'))`;
  return textOf(await session.query(sql, "TSVRaw")).trim();
}

/**
 * Decides on the engine's own parse tree whether a statement only reads. The session is read-only already and has the
 * request's parameters set, so the tree shows their values. Throws a `ClickHouseException` when it is refused.
 */
export async function passReadOnlyGate(
  session: ChdbSession,
  statement: { canonicalSql: string; database: string; params: ReadonlyMap<string, string> },
): Promise<PassedStatement> {
  const tree = parseSyntaxTree(textOf(await session.query(`EXPLAIN AST ${statement.canonicalSql}`, "TSVRaw")));
  const views = await viewsIfCalled(session, tree);
  const { format } = judgeStatement({ ...statement, tree, views });
  return { sql: statement.canonicalSql, format };
}

async function viewsIfCalled(session: ChdbSession, tree: SyntaxNode): Promise<ReadonlySet<string>> {
  if (!callsViews(tree)) return new Set();
  const sql = `SELECT name FROM system.tables WHERE database = 'yardstick' AND engine = 'View'
    AND lower(name) NOT IN (SELECT lower(name) FROM system.table_functions)`;
  return new Set(
    textOf(await session.query(sql, "TSVRaw"))
      .trim()
      .split("\n"),
  );
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8");
}
