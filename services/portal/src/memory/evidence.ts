import type { Clock } from "@yardstick/runtime";
import type { Ask } from "../query/ask.ts";
import type { Condition, Select } from "../query/conditions.ts";
import { createMemory } from "./create-memory.ts";

/** A look at their parts tells whether anything may have changed (`looks.ts`): a table missing here would go unseen. */
export const EVIDENCE_TABLES = ["comparisons", "growth", "observation_vintages", "reference_versions"] as const;

/** Rows of a table that an answer rests on, by conditions on its sorting key, which are cheap to look for. */
export interface Evidence {
  readonly table: (typeof EVIDENCE_TABLES)[number];
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

/** Looks for the parts that hold the evidence; see `createFindEvidence`. */
export type FindEvidence = (evidence: readonly Evidence[], stamp: string | null) => Promise<Found>;

/**
 * A part never changes once it is written: as long as the same ones hold the rows, the rows are the same. A merge gives its
 * rows a part of another name, which costs an answer that is made again and comes out the same. Evidence is asked for
 * before the rows, so that an answer is never older than what it is kept under. While the tables consist of the very same
 * parts as when it was last looked for, it is not looked for again: for a few seconds, since behind one address two
 * replicas may be of different age.
 */
export function createFindEvidence(ask: Ask, clock: Clock): FindEvidence {
  const bytesOf = ({ fingerprint, periodEnds }: Found) => fingerprint.length + periodEnds.length * DAY_BYTES;
  const founds = createMemory<Found>(clock, { bytes: FOUNDS_BYTES, bytesOf, keepMs: KEEP_MS });
  return (evidence, stamp) => {
    const look = () => askEvidence(evidence, ask);
    return stamp === null ? look() : founds(JSON.stringify([evidence, stamp]), look);
  };
}

const KEEP_MS = 5_000;
/** Some thousand questions. */
const FOUNDS_BYTES = 4_194_304;
const DAY_BYTES = 40;

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
