import type { Logger } from "../logger.ts";
import type { Component } from "./component.ts";

export interface Lifecycle {
  /** Starts in order. When one fails, or `stop` is called meanwhile, those that had started are stopped, and it throws. */
  start(): Promise<void>;
  /** Stops in reverse what was started. Every component is asked, whatever the others do; then the first error is thrown. */
  stop(): Promise<void>;
  /** Rejects with the error of the first component that fails on its own. Never resolves. */
  readonly failed: Promise<never>;
}

export function createLifecycle(components: readonly Component[], logger: Logger): Lifecycle {
  const started: Component[] = [];
  let stopping: Promise<void> | null = null;
  let starting: Promise<void> = Promise.resolve();
  const { promise: failed, reject: fail } = deferred();

  async function startAll(): Promise<void> {
    for (const component of components) {
      if (stopping !== null) throw new Error("stopped while starting");
      await component.start();
      started.push(component);
      logger.debug({ component: component.name }, "started");
      component.failed?.catch((error: unknown) => {
        if (stopping !== null) return;
        logger.fatal({ component: component.name, err: error }, `${component.name} failed`);
        fail(error);
      });
    }
  }

  async function stopStarted(): Promise<void> {
    const errors: unknown[] = [];
    for (let component = started.pop(); component !== undefined; component = started.pop()) {
      try {
        await component.stop();
        logger.debug({ component: component.name }, "stopped");
      } catch (error) {
        logger.error({ component: component.name, err: error }, `${component.name} did not stop cleanly`);
        errors.push(error);
      }
    }
    if (errors.length > 0) throw errors[0];
  }

  return {
    failed,
    start: () => {
      starting = startAll().catch(async (error: unknown) => {
        // What failed to start is the news; that others then stop badly is logged where it happens.
        await stopStarted().catch(() => undefined);
        throw error;
      });
      return starting;
    },
    stop: () => {
      stopping ??= Promise.resolve().then(async () => {
        await starting.catch(() => undefined);
        await stopStarted();
      });
      return stopping;
    },
  };
}

function deferred(): { promise: Promise<never>; reject: (error: unknown) => void } {
  let reject: (error: unknown) => void = () => undefined;
  const promise = new Promise<never>((_, rejectIt) => {
    reject = rejectIt;
  });
  promise.catch(() => undefined);
  return { promise, reject };
}
