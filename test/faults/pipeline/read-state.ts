import type { Warehouse } from "@yardstick/warehouse";

/** Every table that the pipeline writes, as whoever reads it finds it, and what it has announced; rows by column. */
export type PipelineState = Readonly<Record<string, readonly StateRow[]>>;
export type StateRow = Readonly<Record<string, unknown>>;

/**
 * What must be the same whatever happened on the way. Left out is one column: the time at which a dead letter was
 * written is the log's, and a record that is dead-lettered again after a kill is written again.
 */
const TABLES: Readonly<Record<string, string>> = {
  observation_vintages: "*",
  observations: "*",
  submissions: "*",
  submission_issues: "*",
  growth: "*",
  benchmarks: "*",
  comparisons: "*",
  target_results: "*",
  alerts: "*",
  alert_changes: "*",
  dead_letters: "* EXCEPT known_at",
};

export async function readState(warehouse: Warehouse): Promise<PipelineState> {
  const state: Record<string, StateRow[]> = {};
  for (const [table, columns] of Object.entries(TABLES)) {
    state[table] = inOrder(await warehouse.query<StateRow>(`SELECT ${columns} FROM ${table} FINAL`));
  }
  return state;
}

function inOrder(rows: readonly StateRow[]): StateRow[] {
  const texts = new Map(rows.map((row) => [row, JSON.stringify(row)]));
  return rows.toSorted((one, other) => ((texts.get(one) ?? "") < (texts.get(other) ?? "") ? -1 : 1));
}

/**
 * The same state without what differs between two logs, which are the clock and the prefix of the topics: the same
 * submissions stand at the same partitions and offsets. A version becomes its source-of-record bit and place, an instant
 * the submission that it is the known-at of.
 */
export function onAnyLog(state: PipelineState): PipelineState {
  // A submission that repeats another under its id has claims and no receipt.
  const received = [...(state.observation_vintages ?? []), ...(state.submissions ?? [])];
  const submissions = new Map(received.map((row) => [row.known_at, `${row.submission_id} at ${placeOf(row.version)}`]));
  const timeless = ([column, value]: [string, unknown]): [string, unknown] => {
    if (column === "version" || column === "position") return [column, placeOf(value)];
    if (column === "topic") return [column, String(value).split(".").at(-1)];
    if (INSTANTS.has(column) && value !== null) return [column, submissions.get(value) ?? value];
    return [column, value];
  };
  return Object.fromEntries(
    Object.entries(state).map(([table, rows]) => [
      table,
      inOrder(rows.map((row) => Object.fromEntries(Object.entries(row).map(timeless)))),
    ]),
  );
}

const INSTANTS: ReadonlySet<string> = new Set(["known_at", "starts_at", "resolved_at"]);

/** Source of record, partition and offset of a packed version: what lies around its 48 bits of time. */
function placeOf(version: unknown): string {
  const bits = BigInt(String(version));
  return `${bits >> 127n}/${(bits >> 63n) & 0xffffn}/${bits & ((1n << 63n) - 1n)}`;
}
