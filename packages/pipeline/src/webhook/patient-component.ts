import { codeOf, dispositionOf, type Logger, type Sleep } from "@yardstick/runtime";
import type { StageComponent } from "../stage-component.ts";

export interface PatientOptions {
  /** Makes the component anew: one that failed cannot be started again. */
  readonly create: () => StageComponent;
  /** Between a failure and the next start, in milliseconds. */
  readonly pauseMs: number;
  readonly sleep: Sleep;
  readonly logger: Logger;
}

/**
 * A stage that begins again when it gave up on something that may pass. A receiver that is away for a day must not take
 * down the process that decides alerts for all others; its records wait in the log meanwhile. Any other failure is the
 * process's, as of every stage.
 */
export function patientComponent({ create, pauseMs, sleep, logger }: PatientOptions): StageComponent {
  let current = create();
  const { name, checks } = current;
  const stopping = new AbortController();
  const { signal } = stopping;
  let failed: Promise<void> = Promise.resolve();

  const beginAgain = async (error: unknown): Promise<void> => {
    if (dispositionOf(error) === "crash") throw error;
    logger.warn({ err: error, code: codeOf(error), pauseMs }, `${name} gave up for now and begins again`);
    await current.stop().catch(() => undefined);
    await sleep(pauseMs, signal);
    if (signal.aborted) return;
    current = create();
    await current.start();
    if (signal.aborted) await current.stop();
  };

  const watch = async (): Promise<void> => {
    let error: unknown = await failureOf(current);
    while (error !== null && !signal.aborted) {
      error = await beginAgain(error).then(
        () => failureOf(current),
        (again: unknown) => again,
      );
      if (error !== null && dispositionOf(error) === "crash") throw error;
    }
  };

  return {
    name,
    checks: checks.map((first, index) => ({
      ...first,
      check: () => (current.checks[index] ?? first).check(),
    })),
    lag: () => current.lag(),
    start: async () => {
      await current.start();
      failed = watch();
      // Whoever watches the component hears of it; nobody else needs to.
      failed.catch(() => undefined);
    },
    stop: async () => {
      stopping.abort();
      await current.stop();
      await failed.catch(() => undefined);
    },
    get failed() {
      return failed;
    },
  };
}

/** Null when it was stopped. */
async function failureOf(component: StageComponent): Promise<unknown> {
  try {
    await component.failed;
    return null;
  } catch (error) {
    return error ?? new Error(`${component.name} failed`);
  }
}
