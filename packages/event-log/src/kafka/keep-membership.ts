import { protocolType } from "./to-event-log-error.ts";

const HEARTBEAT_MS = 1_000;
const LOST = new Set(["UNKNOWN_MEMBER_ID", "ILLEGAL_GENERATION", "FENCED_INSTANCE_ID"]);

export interface Membership {
  /** True once the group has begun to share its partitions anew: finish the batch in hand and take no other. */
  readonly isRebalancing: boolean;
  /** Aborts when the partition belongs, or is about to belong, to somebody else. */
  readonly revoked: AbortSignal;
  /** No more heartbeats: the group gives the partitions to others after the session timeout. */
  letGo(): void;
  stop(): void;
}

/**
 * Heartbeats once a second while a batch is in hand, since kafkajs sends none meanwhile. A rebalance is given
 * `rebalanceTimeoutMs` for the batch to finish and commit; two thirds of it are the handler's.
 */
export function keepMembership(heartbeat: () => Promise<void>, rebalanceTimeoutMs: number): Membership {
  const revoked = new AbortController();
  let patience: NodeJS.Timeout | null = null;
  const revoke = (reason: string) => revoked.abort(new Error(`The partition was taken away: ${reason}`));
  const beat = () => {
    heartbeat().catch((error: unknown) => {
      const type = protocolType(error) ?? "";
      if (LOST.has(type)) revoke(type);
      if (type === "REBALANCE_IN_PROGRESS") {
        patience ??= setTimeout(() => revoke("a rebalance waited too long"), (rebalanceTimeoutMs * 2) / 3);
      }
      // Anything else is an outage: the next heartbeat tries again, and the commit says what came of it.
    });
  };
  const timer = setInterval(beat, HEARTBEAT_MS);
  return {
    get isRebalancing() {
      return patience !== null;
    },
    revoked: revoked.signal,
    letGo: () => clearInterval(timer),
    stop: () => {
      clearInterval(timer);
      if (patience !== null) clearTimeout(patience);
    },
  };
}
