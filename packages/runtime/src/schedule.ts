import cron from "node-cron";
import { dispositionOf } from "./error-disposition.ts";
import type { Component } from "./lifecycle/component.ts";
import type { Logger } from "./logger.ts";
import { RuntimeError } from "./runtime-error.ts";

export interface ScheduleOptions {
  readonly name: string;
  /** Five fields, or six with seconds in front. */
  readonly cron: string;
  /** IANA name, such as Asia/Shanghai. */
  readonly timezone: string;
  readonly logger: Logger;
  /** One run. Aborted when the schedule stops. */
  run(signal: AbortSignal): Promise<void>;
}

export interface Schedule extends Component {
  readonly failed: Promise<never>;
  /** Runs now unless a run is in hand; resolves when this one is over. For catching up at start. */
  runNow(): Promise<void>;
}

/**
 * Runs at the times of a cron expression. Runs do not overlap: a time that comes while one is in hand is skipped and
 * logged. A run that fails with a transient error is logged and waits for the next time; any other error fails the
 * component. Nothing is remembered over a restart: what must not be missed is caught up by `run` itself.
 */
export function createSchedule({ name, cron: expression, timezone, logger, run }: ScheduleOptions): Schedule {
  if (!cron.validate(expression))
    throw new RuntimeError("SCHEDULE_INVALID", `${name}: "${expression}" is not a cron expression.`);
  const stopping = new AbortController();
  let inHand: Promise<void> | null = null;
  let fail: (error: unknown) => void = () => undefined;
  const failed = new Promise<never>((_, reject) => {
    fail = reject;
  });
  failed.catch(() => undefined);

  const runOnce = async (): Promise<void> => {
    try {
      await run(stopping.signal);
    } catch (error) {
      if (dispositionOf(error) === "crash") return fail(error);
      logger.warn({ err: error, schedule: name }, `${name} failed; it runs again at its next time`);
    }
  };
  const runNow = async (): Promise<void> => {
    if (inHand !== null)
      return logger.warn({ schedule: name }, `${name} skips a time: the run before is still in hand`);
    if (stopping.signal.aborted) return;
    inHand = runOnce();
    await inHand;
    inHand = null;
  };

  const task = cron.createTask(expression, runNow, { name, timezone });
  return {
    name,
    failed,
    runNow,
    start: async () => {
      await task.start();
    },
    stop: async () => {
      stopping.abort();
      await task.destroy();
      await inHand;
    },
  };
}
