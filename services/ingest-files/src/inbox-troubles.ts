import { backoffMs, type PipelineLimits } from "@yardstick/pipeline";
import type { Clock, Logger, ReadinessCheck } from "@yardstick/runtime";
import { codeOfTrouble } from "./inbox-error.ts";
import type { InboxMetrics } from "./inbox-metrics.ts";

/** What fails at present, and when it is tried again. */
export interface InboxTroubles {
  /** Times that it has failed in a row; 0 where nothing is wrong. */
  attempts(what: string): number;
  /** Whether it may be tried now. */
  isDue(what: string): boolean;
  failed(what: string, error: unknown): void;
  over(what: string): void;
  readonly check: ReadinessCheck;
}

export interface TroublesOptions {
  readonly limits: Pick<PipelineLimits, "retryInitialMs" | "retryMaxMs">;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: InboxMetrics;
  /** What is fine, for the readiness check. */
  readonly describe: () => string;
}

interface Trouble {
  readonly attempts: number;
  readonly nextMs: number;
  readonly text: string;
}

export function createInboxTroubles({ limits, clock, logger, metrics, describe }: TroublesOptions): InboxTroubles {
  const troubles = new Map<string, Trouble>();
  return {
    attempts: (what) => troubles.get(what)?.attempts ?? 0,
    isDue: (what) => (troubles.get(what)?.nextMs ?? 0) <= clock.nowMs(),
    failed: (what, error) => {
      const attempts = (troubles.get(what)?.attempts ?? 0) + 1;
      const waitMs = backoffMs(attempts - 1, limits);
      const code = codeOfTrouble(error);
      const reason = error instanceof Error ? error.message : String(error);
      troubles.set(what, { attempts, nextMs: clock.nowMs() + waitMs, text: `${what}: ${reason}` });
      metrics.failed(code);
      logger.warn({ err: error, code, what, waitMs }, "the watched folder has trouble, and tries again");
    },
    over: (what) => {
      if (troubles.delete(what)) logger.info({ what }, "the trouble is over");
    },
    check: {
      name: "inbox",
      check: async () => {
        const [first, ...others] = [...troubles.values()];
        if (first === undefined) return { ok: true, detail: describe() };
        const more = others.length === 0 ? "" : ` (and ${others.length} more)`;
        return { ok: false, detail: `${first.text}${more}`.slice(0, 500) };
      },
    },
  };
}
