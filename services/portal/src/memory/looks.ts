import type { Clock } from "@yardstick/runtime";
import { WarehouseError } from "@yardstick/warehouse";
import type { Ask } from "../query/ask.ts";
import { EVIDENCE_TABLES } from "./evidence.ts";

/** What was known at a moment, and which parts the tables consisted of right behind it. */
export interface Look {
  readonly knownThrough: string | null;
  /** Null where the parts may not be read: then evidence is looked for each time. */
  readonly stamp: string | null;
}

export interface Looks {
  now(): Promise<Look>;
  /** For a page that goes on with a list: the last look, if it is not older than what is known may be. */
  recent(): Promise<Look>;
}

/** A page claims what its look says was known, and holds at least that: the parts are looked for after it. */
export function createLooks(knownThrough: () => Promise<string | null>, ask: Ask, clock: Clock): Looks {
  let last: { readonly look: Look; readonly atMs: number } | null = null;
  const now = async () => {
    const known = await knownThrough();
    const atMs = clock.nowMs();
    const look = { knownThrough: known, stamp: await askStamp(ask) };
    last = { look, atMs };
    return look;
  };
  const recent = async () => {
    const nowMs = clock.nowMs();
    return last !== null && nowMs >= last.atMs && nowMs - last.atMs < RECENT_MS ? last.look : now();
  };
  return { now, recent };
}

const RECENT_MS = 250;

/** All parts of all tables that evidence lies in, by one hash. No value is bound, so that it is one short call. */
const STAMP = `SELECT count() AS count, hex(sipHash128(arraySort(groupArray(tuple(table, name))))) AS stamp FROM system.parts
WHERE active AND database = currentDatabase() AND table IN (${EVIDENCE_TABLES.map((table) => `'${table}'`).join(", ")})`;

/** Null where they may not be read, and where none is seen: to some who may not, the table is empty. */
async function askStamp(ask: Ask): Promise<string | null> {
  try {
    const [row] = await ask<StampRow>({ sql: STAMP, params: {}, settings: ONE_THREAD });
    return row === undefined || Number(row.count) === 0 ? null : row.stamp;
  } catch (error) {
    if (error instanceof WarehouseError && error.clickhouseCode === ACCESS_DENIED) return null;
    throw error;
  }
}

interface StampRow {
  readonly count: string | number;
  readonly stamp: string;
}

/** ClickHouse's own number. */
const ACCESS_DENIED = 497;

/** Starting more threads takes longer than reading a few names. */
const ONE_THREAD = { max_threads: 1 } as const;
