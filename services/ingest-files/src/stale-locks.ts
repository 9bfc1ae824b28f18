import type { Clock, Logger } from "@yardstick/runtime";
import { type InboxEntry, pathText } from "./inbox-entry.ts";

/** The lock beside a file, and since when it has been the same, by this process's clock. */
interface LockSighting {
  readonly file: string;
  readonly lock: string;
  readonly mtimeMs: number;
  readonly sinceMs: number;
  readonly isStale: boolean;
}

/** Tells of files that a lock holds for longer than somebody writes; they wait on all the same. */
export interface StaleLocks {
  /** What a look at the inbox has found. */
  saw(entries: readonly InboxEntry[]): void;
  /** For the readiness check; null where there is none. */
  describe(): string | null;
}

/**
 * A lock is no more touched while a workbook is open, so time alone cannot tell a program that crashed from a clerk at
 * work: no lock is ever overruled. Ten minutes are longer than a file is copied and shorter than a morning in which
 * somebody wonders where it went; who has files settle slowly has slow writers, who get ten times that.
 */
const LEAST_PATIENCE_MS = 600_000;
const SETTLE_TIMES = 10;

export function createStaleLocks({
  settleMs,
  clock,
  logger,
}: {
  settleMs: number;
  clock: Clock;
  logger: Logger;
}): StaleLocks {
  const patienceMs = Math.max(LEAST_PATIENCE_MS, settleMs * SETTLE_TIMES);
  let sightings: ReadonlyMap<string, LockSighting> = new Map();
  return {
    saw: (entries) => {
      const found = new Map<string, LockSighting>();
      const nowMs = clock.nowMs();
      for (const { file, lock, mtimeMs } of locksOf(entries)) {
        const last = sightings.get(file);
        const isSame = last !== undefined && last.lock === lock && last.mtimeMs === mtimeMs;
        const sinceMs = isSame ? last.sinceMs : nowMs;
        const isStale = nowMs - sinceMs >= patienceMs;
        found.set(file, { file, lock, mtimeMs, sinceMs, isStale });
        if (isStale && last?.isStale !== true) {
          logger.warn({ file, lock, lockedForMs: nowMs - sinceMs }, "a file is held by a lock that does not change");
        }
      }
      for (const { file, lock, isStale } of sightings.values()) {
        if (isStale && found.get(file)?.isStale !== true)
          logger.info({ file, lock }, "the lock holds the file no more");
      }
      sightings = found;
    },
    describe: () => {
      const stale = [...sightings.values()].filter(({ isStale }) => isStale);
      const [first] = stale;
      if (first === undefined) return null;
      const advice = `delete ${first.lock} if nobody has ${first.file} open`;
      return `${stale.length} files are held by locks that have not changed for ${patienceMs / 60_000} minutes: ${advice}`;
    },
  };
}

function locksOf(entries: readonly InboxEntry[]) {
  return entries.flatMap((entry) => {
    const { lock } = entry;
    return lock === null ? [] : [{ file: pathText(entry), lock: lock.name, mtimeMs: lock.mtimeMs }];
  });
}
