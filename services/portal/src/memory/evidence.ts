import type { Condition, Select } from "../query/conditions.ts";
import type { Ask } from "../read-context.ts";
import type { Memory } from "./create-memory.ts";

/** Rows of a table that an answer rests on, by conditions on its sorting key, which are cheap to look for. */
export interface Evidence {
  readonly table: "comparisons" | "growth" | "observation_vintages" | "reference_versions";
  readonly where: Condition;
  /** An aggregate of the last days, `Array(Date32)`, that the answer wants to know beside; its parameters are those of `where`. */
  readonly periodEnds?: string;
}

export interface Found {
  /** Equal only where the rows are the same. */
  readonly fingerprint: string;
  /** When the newest of the vintages became known, DateTime64 text; null where none is among the evidence. */
  readonly newestKnownAt: string | null;
  /** The last days that the evidence was asked for, newest first. */
  readonly periodEnds: readonly string[];
}

interface FoundRow {
  readonly table: string;
  readonly parts: readonly string[];
  readonly newest: string | null;
  readonly ends: readonly string[];
}

/**
 * Looks for the parts that hold the evidence. A part never changes once it is written: as long as the same ones hold the
 * rows, the rows are the same. A merge gives its rows a part of another name, which costs an answer that is made again
 * and comes out the same. Evidence is asked for before the rows, so that an answer is never older than what it is kept
 * under. While the tables consist of the very same parts as when it was last looked for, it is not looked for again.
 */
export async function findEvidence(
  evidence: readonly Evidence[],
  { ask, founds }: { readonly ask: Ask; readonly founds: Memory<Found> },
): Promise<Found> {
  const [parts] = await ask<PartsRow>(SELECT_PARTS);
  const look = () => askEvidence(evidence, ask);
  // Who may not see the parts sees none of them, whatever they are.
  if (parts === undefined || Number(parts.count) === 0) return look();
  return founds(JSON.stringify([evidence, parts.stamp]), look);
}

interface PartsRow {
  readonly count: string | number;
  readonly stamp: string;
}

/** All parts of all tables that evidence lies in: no value is bound, so that it is one short call. */
const SELECT_PARTS: Select = {
  sql: `SELECT count() AS count, hex(sipHash128(arraySort(groupArray(tuple(table, name))))) AS stamp FROM system.parts
WHERE active AND database = currentDatabase() AND table IN ('comparisons', 'growth', 'observation_vintages', 'reference_versions')`,
  params: {},
  settings: { max_threads: 1 },
};

async function askEvidence(evidence: readonly Evidence[], ask: Ask): Promise<Found> {
  const rows = await ask<FoundRow>(selectEvidence(evidence));
  const parts = rows.map((row) => [row.table, ...row.parts.toSorted()].join(" ")).sort();
  const newestKnownAt = rows.find(({ newest }) => newest !== null)?.newest ?? null;
  const periodEnds = [...new Set(rows.flatMap(({ ends }) => ends))].sort().reverse();
  return { fingerprint: [...parts, newestKnownAt ?? ""].join("; "), newestKnownAt, periodEnds };
}

/** Each table stands there once. Values are bound under one name for all of them. */
export function selectEvidence(evidence: readonly Evidence[]): Select {
  const selects = evidence.map(({ table, where, periodEnds = "[]" }) => {
    const newest = table === "observation_vintages" ? "toString(maxOrNull(known_at))" : "NULL";
    return `SELECT '${table}' AS table, groupUniqArray(_part) AS parts, ${newest} AS newest, ${periodEnds} AS ends FROM ${table} WHERE ${where.sql}`;
  });
  return {
    sql: selects.join(" UNION ALL "),
    params: Object.assign({}, ...evidence.map(({ where }) => where.params)),
    settings: ONE_THREAD,
  };
}

/** A few granules of key columns: starting more threads takes longer than reading them. */
const ONE_THREAD = { max_threads: 1 } as const;

/** What the rules read beside figures: which targets, members and indicators there are. */
export const REFERENCE_EVIDENCE: Evidence = { table: "reference_versions", where: { sql: "1", params: {} } };
