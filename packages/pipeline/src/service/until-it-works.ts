import { type Clock, codeOf, type Logger, type Sleep } from "@yardstick/runtime";
import { retrying } from "../loop/retrying.ts";
import type { PipelineLimits } from "../pipeline-config.ts";

export interface WaitScope {
  readonly logger: Logger;
  readonly clock: Clock;
  readonly sleep: Sleep;
  readonly limits: Pick<PipelineLimits, "retryInitialMs" | "retryMaxMs">;
  /** Told what is waited for and why, for the readiness check. */
  readonly onWaiting?: (text: string) => void;
  /** Ends the waiting: the last error is thrown then. */
  readonly signal: AbortSignal;
}

/** Waits without end for something of a start that may still come: a broker, a server, a schema. Other errors are thrown. */
export function untilItWorks<T>(what: string, action: () => Promise<T>, scope: WaitScope): Promise<T> {
  return retrying(
    {
      ...scope,
      deadlineMs: Number.POSITIVE_INFINITY,
      onRetry: (error, waitMs) => {
        const reason = error instanceof Error ? error.message : String(error);
        const text = `waiting for ${what}: ${reason}`;
        scope.onWaiting?.(text);
        scope.logger.warn({ code: codeOf(error), waitMs }, text);
      },
    },
    action,
  );
}
