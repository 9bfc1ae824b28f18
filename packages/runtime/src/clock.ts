/** The time, in milliseconds since 1970. Passed in wherever time decides something. */
export interface Clock {
  nowMs(): number;
}

export const systemClock: Clock = { nowMs: () => Date.now() };

/** Waits `ms`, or until the signal aborts; it resolves in both cases, and the caller looks at the signal. */
export type Sleep = (ms: number, signal?: AbortSignal) => Promise<void>;

export const systemSleep: Sleep = (ms, signal) =>
  new Promise((resolve) => {
    if (signal?.aborted === true) return resolve();
    const done = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal?.addEventListener("abort", done, { once: true });
  });

export interface ManualClock extends Clock {
  advance(ms: number): void;
  set(nowMs: number): void;
  /** A `Sleep` that does not wait: it moves this clock on. */
  readonly sleep: Sleep;
  /** What `sleep` was asked for so far, in milliseconds. */
  readonly slept: readonly number[];
}

/** A clock for tests: it stands still until it is moved. */
export function createManualClock(startMs = Date.UTC(2026, 0, 1)): ManualClock {
  let nowMs = startMs;
  const slept: number[] = [];
  return {
    nowMs: () => nowMs,
    advance: (ms) => {
      nowMs += ms;
    },
    set: (ms) => {
      nowMs = ms;
    },
    sleep: async (ms) => {
      slept.push(ms);
      nowMs += ms;
    },
    slept,
  };
}
