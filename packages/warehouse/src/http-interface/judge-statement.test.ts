import { expect, test } from "vitest";
import { judgeStatement } from "./judge-statement.ts";
import { isReadableFunction } from "./readable-functions.ts";
import { parseSyntaxTree } from "./syntax-tree.ts";

function judge(tree: string, canonicalSql = "SELECT 1", views: string[] = []) {
  const about = { canonicalSql, database: "yardstick", params: new Map<string, string>(), views: new Set(views) };
  return judgeStatement({ ...about, tree: parseSyntaxTree(tree) });
}

/** `SELECT 1 FROM <expression>` as the engine prints it. */
function selectFrom(...expression: string[]): string {
  const head = ["SelectWithUnionQuery (children 1)", " ExpressionList (children 1)", "  SelectQuery (children 2)"];
  const columns = ["   ExpressionList (children 1)", "    Literal UInt64_1", "   TablesInSelectQuery (children 1)"];
  const table = ["    TablesInSelectQueryElement (children 1)", "     TableExpression (children 1)"];
  return [...head, ...columns, ...table, ...expression.map((line) => `      ${line}`)].join("\n");
}

test.each(["comparisons", "yardstick.comparisons", "system.tables", "INFORMATION_SCHEMA.TABLES", "表"])(
  "reads %s",
  (table) => {
    expect(judge(selectFrom(`TableIdentifier ${table}`))).toEqual({ format: undefined });
  },
);

test.each(["api_keys", "yardstick.API_KEYS", "system.processes", "default.x", "a.b.c", "/etc/passwd", "x y"])(
  "refuses %s",
  (table) => {
    expect(() => judge(selectFrom(`TableIdentifier ${table}`))).toThrow(/is not allowed here/);
  },
);

test("calls a view of yardstick, and nothing that only looks like one", () => {
  const call = (name: string) => selectFrom(`Function ${name} (children 1)`, " ExpressionList");
  expect(judge(call("comparisons_at"), "SELECT 1", ["comparisons_at"])).toBeDefined();
  expect(judge(call("yardstick.comparisons_at"), "SELECT 1", ["comparisons_at"])).toBeDefined();
  expect(() => judge(call("other_at"), "SELECT 1", ["comparisons_at"])).toThrow(/Table function other_at/);
  expect(() => judge(call("FILE"), "SELECT 1", ["comparisons_at"])).toThrow(/Table function FILE/);
});

test("refuses a node that it does not know", () => {
  expect(() => judge("SelectWithUnionQuery (children 1)\n Novelty")).toThrow(/Novelty is not allowed/);
  expect(() => judge("NovelQuery")).toThrow(/Only reading is allowed/);
});

test("knows functions in any case and with combinators, and no others", () => {
  for (const name of ["sum", "SUM", "sumIf", "quantileExactArrayOrNull", "toDate"])
    expect([name, isReadableFunction(name)]).toEqual([name, true]);
  for (const name of ["file", "FILE", "fileIf", "dictGet", "noSuchFunction", "if_", ""])
    expect([name, isReadableFunction(name)]).toEqual([name, false]);
});
