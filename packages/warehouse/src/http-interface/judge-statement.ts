import { ClickHouseException } from "./clickhouse-exception.ts";
import { isReadableFunction } from "./readable-functions.ts";
import {
  hiddenTables,
  readableInformationSchema,
  readableSystemTables,
  readableTableFunctions,
  refusedFormats,
} from "./readable-names.ts";
import { withoutLiterals } from "./sql-text.ts";
import { type SyntaxNode, walk } from "./syntax-tree.ts";

export interface JudgedStatement {
  /** The statement as the engine formats it on one line; this text is what runs. */
  readonly canonicalSql: string;
  readonly tree: SyntaxNode;
  /** The current database, in lower case. */
  readonly database: string;
  readonly params: ReadonlyMap<string, string>;
  /** The parameterised views of `yardstick`, which are called as table functions. */
  readonly views: ReadonlySet<string>;
}

/**
 * Throws unless the statement only reads what this interface shows. Lists are of what is allowed, so that a node, a
 * function or a table that nobody has looked at is refused. Answers the FORMAT that the statement names.
 */
export function judgeStatement(statement: JudgedStatement): { format: string | undefined } {
  const { tree, canonicalSql, params } = statement;
  judgeNames(canonicalSql, params);
  if (tree.kind.startsWith("Show") || tree.kind.startsWith("Exists")) judgeShow(statement);
  else if (!readingRoots.has(tree.kind))
    throw new ClickHouseException("READONLY", `Only reading is allowed, not ${tree.kind}`);
  for (const { node, parent } of walk(tree)) judgeNode(node, parent, statement);
  judgeSettings(tree);
  return { format: formatOf(tree) };
}

/** Table functions that are no built-in ones: views to look up before the statement can be judged. */
export function callsViews(tree: SyntaxNode): boolean {
  return [...walk(tree)].some(
    ({ node, parent }) =>
      parent?.kind === "TableExpression" &&
      node.kind === "Function" &&
      !readableTableFunctions.has(nameOf(node).toLowerCase()),
  );
}

const readingRoots = new Set(["SelectWithUnionQuery", "DescribeQuery", "Explain"]);

/** What a reading statement is made of. `ColumnsApplyTransformer` is absent: the tree does not say what it applies. */
const readingNodes = new Set([
  "SelectWithUnionQuery",
  "SelectIntersectExceptQuery",
  "SelectQuery",
  "Subquery",
  "ExpressionList",
  "Literal",
  "Function",
  "Identifier",
  "TableIdentifier",
  "Asterisk",
  "QualifiedAsterisk",
  "ColumnsRegexpMatcher",
  "ColumnsListMatcher",
  "QualifiedColumnsRegexpMatcher",
  "QualifiedColumnsListMatcher",
  "ColumnsTransformerList",
  "ColumnsExceptTransformer",
  "ColumnsReplaceTransformer",
  "ColumnsReplaceTransformer::Replacement",
  "WithElement",
  "TablesInSelectQuery",
  "TablesInSelectQueryElement",
  "TableExpression",
  "TableJoin",
  "ArrayJoin",
  "OrderByElement",
  "InterpolateElement",
  "WindowDefinition",
  "WindowListElement",
  "SampleRatio",
  "Set",
]);

const explained = /^Explain EXPLAIN(?: AST| SYNTAX| QUERY TREE| PIPELINE| ESTIMATE)?$/;

function judgeNode(node: SyntaxNode, parent: SyntaxNode | undefined, statement: JudgedStatement): void {
  if (parent !== undefined && !readingNodes.has(node.kind)) throw refused(`${node.kind} is not allowed`);
  if (statements.has(node.kind)) judgeOutput(node);
  if (
    node.kind === "Explain" &&
    !(explained.test(node.label) && node.children.some((child) => child.kind === "SelectWithUnionQuery"))
  ) {
    throw refused("Only SELECT can be explained");
  }
  if (node.kind === "TableIdentifier") judgeTable(nameOf(node), statement);
  if (node.kind === "Function") judgeFunction(node, parent, statement);
}

const statements = new Set(["SelectWithUnionQuery", "DescribeQuery", "Explain"]);

/**
 * The engine holds settings against `readonly = 1` where they stand at the end of the statement; those of a subquery, or
 * of one SELECT among several, it takes unseen.
 */
function judgeSettings(tree: SyntaxNode): void {
  const selects = tree.children.filter((child) => child.kind === "ExpressionList").flatMap((list) => list.children);
  const own = selects.length === 1 && selects[0]?.kind === "SelectQuery" ? selects[0].children : [];
  const checked = new Set([...tree.children, ...own]);
  for (const { node } of walk(tree)) {
    if (node.kind === "Set" && !checked.has(node)) throw refused("SETTINGS inside a query are not allowed");
  }
}

/** A literal beside the query is the file that its answer is to be written into. */
function judgeOutput(node: SyntaxNode): void {
  if (node.children.some((child) => child.kind === "Literal")) throw refused("INTO OUTFILE is not allowed");
  const format = formatOf(node);
  if (format !== undefined && refusedFormats.has(format.toLowerCase()))
    throw refused(`FORMAT ${format} is not allowed`);
}

function judgeFunction(node: SyntaxNode, parent: SyntaxNode | undefined, statement: JudgedStatement): void {
  const name = nameOf(node);
  if (parent?.kind === "TableExpression") {
    const view = name.replace(/^yardstick\./, "");
    if (!readableTableFunctions.has(name.toLowerCase()) && !statement.views.has(view)) {
      throw refused(`Table function ${name} is not allowed`);
    }
    return;
  }
  if (parent?.kind === "Explain" || !isReadableFunction(name)) throw refused(`Function ${name} is not allowed`);
  if (membership.has(name.toLowerCase())) judgeMembership(node, statement);
}

const membership = new Set([
  "in",
  "notin",
  "globalin",
  "globalnotin",
  "nullin",
  "notnullin",
  "globalnullin",
  "globalnotnullin",
  "inignoreset",
  "notinignoreset",
  "globalinignoreset",
  "globalnotinignoreset",
  "nullinignoreset",
  "notnullinignoreset",
  "globalnullinignoreset",
  "globalnotnullinignoreset",
]);

/** `x IN name` reads the table of that name, which the tree shows as a plain identifier. */
function judgeMembership(node: SyntaxNode, statement: JudgedStatement): void {
  for (const list of node.children) {
    for (const argument of list.children.slice(1)) {
      if (argument.kind === "Identifier") judgeTable(nameOf(argument), statement);
    }
  }
}

/** `name` or `database.name`. Anything stranger could mean something else to the engine than it does here. */
function judgeTable(name: string, { database }: JudgedStatement): void {
  const [, given, table] = /^(?:([A-Za-z_]\w*)\.)?([\p{L}_][\p{L}\p{N}_]*)$/u.exec(name) ?? [];
  if (table === undefined) throw refused(`Table ${name} is not allowed`);
  const readable = readableIn(given ?? database);
  if (!readable(table)) throw refused(`Table ${name} is not allowed`);
}

function readableIn(database: string): (table: string) => boolean {
  if (database === "yardstick") return (table) => !hiddenTables.has(table.toLowerCase());
  if (database === "system") return (table) => readableSystemTables.has(table);
  if (database.toLowerCase() === "information_schema")
    return (table) => readableInformationSchema.has(table.toLowerCase());
  return () => false;
}

/** SHOW keeps its conditions out of the tree, so only these forms of the engine's own formatting pass. */
function judgeShow(statement: JudgedStatement): void {
  const bare = withoutLiterals(statement.canonicalSql);
  const form = showForms.find((pattern) => pattern.test(bare));
  if (form === undefined) throw refused("This form of SHOW is not allowed; read system.tables or system.columns");
  const names = form.exec(bare)?.groups ?? {};
  if (names.database !== undefined && readableDatabases.has(names.database.toLowerCase()) === false) {
    throw refused(`Database ${names.database} is not allowed`);
  }
  if (names.table !== undefined)
    judgeTable(names.table, { ...statement, database: names.database ?? statement.database });
}

const readableDatabases = new Set(["yardstick", "system", "information_schema"]);
const like = "(?: (?:NOT )?I?LIKE '')?(?: LIMIT \\d+)?(?: FORMAT \\w+)?$";
const showForms = [
  new RegExp(`^SHOW DATABASES${like}`),
  new RegExp(`^SHOW (?:FULL )?TABLES(?: FROM (?<database>\\w+))?${like}`),
  new RegExp(`^SHOW (?:EXTENDED )?(?:FULL )?COLUMNS FROM (?<table>\\w+)(?: FROM (?<database>\\w+))?${like}`),
  new RegExp(`^SHOW FUNCTIONS${like}`),
  new RegExp(`^SHOW SETTINGS${like}`),
  /^SHOW CREATE (?:TABLE|VIEW) (?<table>(?:\w+\.)?\w+)(?: FORMAT \w+)?$/,
  /^EXISTS (?:TABLE|VIEW) (?<table>(?:\w+\.)?\w+)(?: FORMAT \w+)?$/,
];

/** A backslash outside a literal stands in a quoted name, and a parameter of type Identifier becomes a name. */
function judgeNames(canonicalSql: string, params: ReadonlyMap<string, string>): void {
  const bare = withoutLiterals(canonicalSql);
  if (bare.includes("\\")) throw refused("Names with control characters or backslashes are not allowed");
  for (const [, name] of bare.matchAll(/\{(\w+):Identifier\}/g)) {
    const value = params.get(name as string) ?? "";
    if (!/^[\p{L}\p{N}_.]{1,200}$/u.test(value)) throw refused(`Parameter ${name} is no plain identifier`);
  }
}

function formatOf(tree: SyntaxNode): string | undefined {
  if (!statements.has(tree.kind)) return undefined;
  const format = tree.children.find((child) => child.kind === "Identifier");
  return format === undefined ? undefined : nameOf(format);
}

/** The name after the kind. One with a space in it comes out cut, and a cut name is in no list. */
function nameOf(node: SyntaxNode): string {
  const [, name] = /^\S+ (\S+?)(?: \(alias .*\))?$/s.exec(node.label) ?? [];
  return name ?? node.label;
}

function refused(reason: string): ClickHouseException {
  return new ClickHouseException(
    "ACCESS_DENIED",
    `${reason} here: this interface reads the tables and views of yardstick`,
  );
}
