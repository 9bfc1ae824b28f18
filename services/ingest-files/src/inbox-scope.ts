import type { Clock, Logger } from "@yardstick/runtime";
import type { Adoption } from "./adopt-drops.ts";
import type { AdvanceScope } from "./advance-drop.ts";
import type { HeldDrops } from "./held-drop.ts";
import type { InboxHolder } from "./inbox-holder.ts";
import type { InboxTroubles } from "./inbox-troubles.ts";
import type { SettleScope } from "./settle-drop.ts";
import type { StaleLocks } from "./stale-locks.ts";
import type { TakeScope } from "./take-entry.ts";

/** What the passes over an inbox share. */
export interface InboxScope extends Omit<TakeScope, "holder" | "takenAtMs">, Omit<AdvanceScope, "holder">, SettleScope {
  readonly self: InboxHolder;
  readonly settleMs: number;
  /** Files read at the same time; those of one source are read one after the other. */
  readonly filesAtOnce: number;
  /** Files in hand, those that wait for their receipts included. */
  readonly maxTaken: number;
  readonly held: HeldDrops;
  readonly adoption: Adoption;
  readonly troubles: InboxTroubles;
  readonly locks: StaleLocks;
  /** Throws where the inbox is another deployment's. */
  readonly claim: () => Promise<void>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly signal: AbortSignal;
}
