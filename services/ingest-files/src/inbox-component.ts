import type { Component, ReadinessCheck, Sleep } from "@yardstick/runtime";
import type { InboxScope } from "./inbox-scope.ts";
import { createSettleFiles } from "./settle-files.ts";
import { createTakeFiles } from "./take-files.ts";

export interface InboxComponent extends Component {
  readonly checks: readonly ReadinessCheck[];
}

export interface InboxComponentOptions {
  readonly scope: InboxScope;
  readonly pollIntervalMs: number;
  readonly leaseMs: number;
  readonly sleep: Sleep;
  /** Ends the scope's signal. */
  readonly stopping: AbortController;
}

/** Watches until it is stopped. A pass that fails is told in `/ready` and done again: a folder never stops the process. */
export function inboxComponent({
  scope,
  pollIntervalMs,
  leaseMs,
  sleep,
  stopping,
}: InboxComponentOptions): InboxComponent {
  const { troubles, adoption, held } = scope;
  let loops: readonly Promise<void>[] = [];
  const loop = async (what: string, intervalMs: number, pass: () => Promise<void>) => {
    while (!stopping.signal.aborted) {
      if (troubles.isDue(what)) {
        await pass().then(
          () => troubles.over(what),
          (error: unknown) => troubles.failed(what, error),
        );
      }
      await sleep(intervalMs, stopping.signal);
    }
  };
  return {
    name: "ingest-files",
    checks: [troubles.check],
    start: async () => {
      loops = [
        loop("looking at the folder", pollIntervalMs, createTakeFiles(scope)),
        loop("asking for receipts", pollIntervalMs, createSettleFiles(scope)),
        loop("holding what was taken", leaseMs / 4, () => adoption.giveSigns(held.keys())),
      ];
    },
    stop: async () => {
      stopping.abort();
      await Promise.all(loops);
    },
  };
}
