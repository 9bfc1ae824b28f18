import type { InboxEntry } from "./inbox-entry.ts";

/** What an entry looked like, and since when it has looked so, by this process's clock. */
export interface Sighting {
  readonly size: number;
  readonly mtimeMs: number;
  readonly inode: number;
  readonly isLocked: boolean;
  readonly sinceMs: number;
}

export interface SettledEntries {
  /** In the order in which they were written, so that the later of two figures wins. */
  readonly complete: readonly InboxEntry[];
  /** How many are not. */
  readonly waiting: number;
  readonly sightings: ReadonlyMap<string, Sighting>;
}

/** An empty file is more often one that somebody has just begun than one that is meant: it is given this many times as long. */
const EMPTY_PATIENCE = 30;

/**
 * Which files are complete: unlocked, and for `settleMs` of the same size, time and inode. Only this process's clock is
 * asked, since that of a share's server may differ.
 */
export function settleEntries(
  entries: readonly InboxEntry[],
  before: ReadonlyMap<string, Sighting>,
  { nowMs, settleMs }: { nowMs: number; settleMs: number },
): SettledEntries {
  const sightings = new Map<string, Sighting>();
  const complete: InboxEntry[] = [];
  for (const entry of entries) {
    const key = entry.path.toString("latin1");
    const last = before.get(key);
    const isSame = last !== undefined && looksLike(entry, last);
    const sighting = isSame ? last : sightingOf(entry, nowMs);
    sightings.set(key, sighting);
    const patienceMs = entry.size === 0 ? settleMs * EMPTY_PATIENCE : settleMs;
    if (entry.lock === null && nowMs - sighting.sinceMs >= patienceMs) complete.push(entry);
  }
  return { complete: complete.sort(byTimeAndName), waiting: entries.length - complete.length, sightings };
}

function sightingOf({ size, mtimeMs, inode, lock }: InboxEntry, sinceMs: number): Sighting {
  return { size, mtimeMs, inode, isLocked: lock !== null, sinceMs };
}

function looksLike(entry: InboxEntry, last: Sighting): boolean {
  const isAsLocked = (entry.lock !== null) === last.isLocked;
  return isAsLocked && (["size", "mtimeMs", "inode"] as const).every((trait) => entry[trait] === last[trait]);
}

function byTimeAndName(a: InboxEntry, b: InboxEntry): number {
  return a.mtimeMs - b.mtimeMs || Buffer.compare(a.path, b.path);
}
