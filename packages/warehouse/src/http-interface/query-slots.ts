import { ClickHouseException } from "./clickhouse-exception.ts";

/** Lets so many queries run at once and so many wait; refuses the rest. */
export interface QuerySlots {
  run<T>(query: () => Promise<T>): Promise<T>;
}

export function createQuerySlots(maxRunning: number, maxWaiting: number): QuerySlots {
  const waiting: (() => void)[] = [];
  let running = 0;

  async function enter(): Promise<void> {
    if (running < maxRunning) {
      running += 1;
      return;
    }
    if (waiting.length >= maxWaiting) {
      throw new ClickHouseException(
        "TOO_MANY_SIMULTANEOUS_QUERIES",
        `Too many simultaneous queries. ${running} run and ${waiting.length} wait, which is the maximum`,
      );
    }
    await new Promise<void>((resolve) => waiting.push(resolve));
  }

  /** A slot goes from hand to hand, so that nobody overtakes whoever waits. */
  function leave(): void {
    const next = waiting.shift();
    if (next === undefined) running -= 1;
    else next();
  }

  return {
    run: async (query) => {
      await enter();
      try {
        return await query();
      } finally {
        leave();
      }
    },
  };
}
