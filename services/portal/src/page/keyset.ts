import { type Condition, EVERYTHING } from "../query/conditions.ts";

/** One column of a list's order. Together they are unique, and the SELECT answers each under its own name. */
export interface SortColumn {
  readonly column: string;
  readonly type: "String" | "Date32" | "UInt128";
  readonly descending?: true;
}

/** The rows behind a key. Spelt out column by column, so that the engine uses the table's order. */
export function behind(sort: readonly SortColumn[], key: readonly string[] | null): Condition {
  if (key === null) return EVERYTHING;
  const params = Object.fromEntries(sort.map((_, at) => [`after_${at}`, key[at]]));
  return { sql: behindFrom(sort, 0), params };
}

function behindFrom(sort: readonly SortColumn[], at: number): string {
  const here = sort[at];
  if (here === undefined) return "0";
  const bound = `{after_${at}:${here.type}}`;
  const beyond = here.descending ? "<" : ">";
  if (at === sort.length - 1) return `${here.column} ${beyond} ${bound}`;
  const rest = behindFrom(sort, at + 1);
  return `${here.column} ${beyond}= ${bound} AND (${here.column} ${beyond} ${bound} OR (${rest}))`;
}

export function orderBy(sort: readonly SortColumn[]): string {
  return sort.map(({ column, descending }) => (descending ? `${column} DESC` : column)).join(", ");
}

/** The key of a row that a SELECT in this order answered. */
export function keyOf(sort: readonly SortColumn[], row: object): string[] {
  const columns = row as Readonly<Record<string, unknown>>;
  return sort.map(({ column }) => String(columns[column]));
}
