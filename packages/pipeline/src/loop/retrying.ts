import { type Clock, dispositionOf, type Sleep } from "@yardstick/runtime";
import type { PipelineLimits } from "../pipeline-config.ts";

export interface RetryScope {
  readonly clock: Clock;
  readonly sleep: Sleep;
  readonly signal: AbortSignal;
  readonly limits: Pick<PipelineLimits, "retryInitialMs" | "retryMaxMs">;
  /** When the batch gives up, in milliseconds since 1970. */
  readonly deadlineMs: number;
  onRetry(error: unknown, waitMs: number): void;
}

/**
 * Does one step of a batch, again and again while it fails with a transient error. Throws any other error at once, and
 * the transient one when the next try would lie beyond the deadline or the batch has to be let go.
 */
export async function retrying<T>(scope: RetryScope, action: () => Promise<T>): Promise<T> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await action();
    } catch (error) {
      const waitMs = backoffMs(attempt, scope.limits);
      const late = scope.clock.nowMs() + waitMs > scope.deadlineMs;
      if (dispositionOf(error) === "crash" || late || scope.signal.aborted) throw error;
      scope.onRetry(error, waitMs);
      await scope.sleep(waitMs, scope.signal);
      if (scope.signal.aborted) throw error;
    }
  }
}

/** Doubles from the initial wait to the longest. Without chance: one partition has one writer, so nobody collides. */
export function backoffMs(attempt: number, limits: RetryScope["limits"]): number {
  return Math.min(limits.retryInitialMs * 2 ** attempt, limits.retryMaxMs);
}
