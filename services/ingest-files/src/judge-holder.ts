import type { InboxHolder } from "./inbox-holder.ts";

/** The `holder` file of a drop as it was found. */
export interface HolderSighting {
  readonly holder: InboxHolder | null;
  readonly mtimeMs: number;
  /** Since when it has had this time, by the clock of who looks. */
  readonly sinceMs: number;
}

export interface HolderQuestion {
  readonly self: InboxHolder;
  readonly leaseMs: number;
  readonly nowMs: number;
  readonly isRunning: (pid: number) => boolean;
}

/**
 * Whether who has a drop in hand is gone, so that another process goes on with it: its own predecessor under the same
 * process id (a container's is always 1), one of this machine that no longer runs, or one that has given no sign for the
 * lease. To be wrong costs nothing but work: two that go on with one drop publish the same bytes under the same ids.
 */
export function isAbandoned({ holder, sinceMs }: HolderSighting, question: HolderQuestion): boolean {
  const { self, leaseMs, nowMs, isRunning } = question;
  if (holder !== null && holder.host === self.host) {
    if (holder.pid === self.pid || !isRunning(holder.pid)) return true;
  }
  return nowMs - sinceMs >= leaseMs;
}
