import type { QueryParams, QuerySettings, Warehouse } from "@yardstick/warehouse";

export interface Statement {
  readonly sql: string;
  readonly params?: QueryParams | undefined;
  readonly settings?: QuerySettings | undefined;
}

/** One read of a table that holds figures or results. */
export interface TableRead {
  readonly table: string;
  /** Columns of the sorting key that narrow it; none where everything is read. */
  readonly keys: readonly string[];
  readonly granules: number;
  readonly ofGranules: number;
}

const FACTS = new Set([
  "observations",
  "observation_vintages",
  "growth",
  "comparisons",
  "benchmarks",
  "target_results",
]);

/**
 * What a statement reads of the tables that grow, by `EXPLAIN indexes = 1`; of an INSERT its SELECT. The engine's pretty
 * form spells every expression out, which is a gigabyte for the rules.
 */
export async function planOf(warehouse: Pick<Warehouse, "query">, statement: Statement): Promise<TableRead[]> {
  const select = statement.sql.slice(statement.sql.search(/\b(SELECT|WITH)\b/));
  const rows = await warehouse.query<{ explain: string }>(
    `EXPLAIN PLAN indexes = 1, pretty = 0, compact = 0 ${select}`,
    statement.params,
    statement.settings,
  );
  return readsIn(rows.map(({ explain }) => explain));
}

export function describeRead({ table, keys, granules, ofGranules }: TableRead): string {
  return `${table} ${granules}/${ofGranules} granules by (${keys.join(", ")})`;
}

/** A block begins with `ReadFromMergeTree (yardstick.growth)`; its indexes follow, the primary key's first. */
function readsIn(lines: readonly string[]): TableRead[] {
  const starts = lines.flatMap((line, at) => (line.includes("ReadFromMergeTree") ? [at] : []));
  return starts.flatMap((start, at) => {
    const block = lines.slice(start, starts[at + 1]).map((line) => line.replace(/^[^\p{L}]*/u, "").trim());
    const table = /\(\w+\.(\w+)\)/.exec(block[0] ?? "")?.[1] ?? "";
    if (!FACTS.has(table)) return [];
    const key = block.findIndex((line) => line === "PrimaryKey" || line === "Type: PrimaryKey");
    const from = key < 0 ? [] : block.slice(key);
    const condition = from.findIndex((line) => line.startsWith("Condition:"));
    const keysAt = from.indexOf("Keys:");
    const share = from.map((line) => /^Granules: (\d+)\/(\d+)/.exec(line)).find((match) => match !== null);
    if (!share) return [];
    const keys = keysAt < 0 || condition < 0 ? [] : from.slice(keysAt + 1, condition);
    return [{ table, keys, granules: Number(share[1]), ofGranules: Number(share[2]) }];
  });
}
