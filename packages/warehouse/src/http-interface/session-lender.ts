import type { ChdbSession } from "../chdb/chdb-session.ts";

/** Opens a session for one use and closes it after, so that nothing of one query is there for another. */
export interface SessionLender {
  lend<T>(use: (session: ChdbSession) => Promise<T>): Promise<T>;
}

/**
 * chDB's binding lets go of a closed session, about 300 kB, only when every query that ran at its closing has ended.
 * While one long query runs, no more than `maxLingering` of the others' sessions pile up; then the next waits for it.
 */
export function createSessionLender(openSession: () => ChdbSession, maxLingering: number): SessionLender {
  const inUse = new Set<Promise<void>>();
  const lingering = new Set<Promise<void>>();

  function linger(): void {
    if (inUse.size === 0) return;
    const gone: Promise<void> = Promise.all(inUse).then(() => {
      lingering.delete(gone);
    });
    lingering.add(gone);
  }

  return {
    async lend(use) {
      while (lingering.size >= maxLingering) await Promise.race(lingering);
      const session = openSession();
      let end: () => void = () => undefined;
      const busy = new Promise<void>((resolve) => {
        end = resolve;
      });
      inUse.add(busy);
      try {
        return await use(session);
      } finally {
        await session.close();
        inUse.delete(busy);
        end();
        linger();
      }
    },
  };
}
