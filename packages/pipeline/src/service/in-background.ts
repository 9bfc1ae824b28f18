import type { Component } from "@yardstick/runtime";

/** What `run` answers: something that works until it is stopped or fails. */
export interface Running {
  readonly failed: Promise<unknown>;
  stop(): Promise<void>;
}

/**
 * A part that may wait long for its start, such as for a broker: the process counts as started at once, so that probes
 * are answered and a signal ends it while it waits. When `signal` aborts, `run` lets go of what it holds and throws.
 */
export function inBackground(name: string, run: (signal: AbortSignal) => Promise<Running>): Component {
  const stopping = new AbortController();
  let running: Promise<Running> | null = null;
  let failed: Promise<unknown> | undefined;
  return {
    name,
    start: async () => {
      running = run(stopping.signal);
      failed = running.then((part) => part.failed);
      // Whoever runs this reads `failed` a moment later.
      failed.catch(() => undefined);
    },
    stop: async () => {
      stopping.abort();
      // A start that failed has let go of everything and was told through `failed`.
      const part = await running?.catch(() => null);
      await part?.stop();
    },
    get failed() {
      return failed;
    },
  };
}
