import type { ServiceDeps } from "@yardstick/pipeline";
import { type Randomness, type Sleep, systemRandomness, systemSleep } from "@yardstick/runtime";
import { decodeLimits } from "@yardstick/submissions";
import type { Warehouse } from "@yardstick/warehouse";
import { createAdoption } from "./adopt-drops.ts";
import type { IngestFilesConfig } from "./config.ts";
import type { DropStepHook } from "./drop-step.ts";
import { describeHeld, type HeldDrops } from "./held-drop.ts";
import { createInboxClaim } from "./inbox-claim.ts";
import { type InboxComponent, inboxComponent } from "./inbox-component.ts";
import type { InboxDeployment } from "./inbox-deployment.ts";
import { thisHolder } from "./inbox-holder.ts";
import { createInboxMetrics } from "./inbox-metrics.ts";
import { createInboxTroubles } from "./inbox-troubles.ts";
import { type PartReceipts, readPartReceipts } from "./read-part-receipts.ts";
import { createStaleLocks } from "./stale-locks.ts";

export interface IngestFilesDeps
  extends Pick<ServiceDeps, "eventLog" | "topicPrefix" | "reference" | "limits" | "clock" | "logger" | "metrics"> {
  /** Receipts are read from it. While it is away files are published all the same, and wait. */
  readonly warehouse: Pick<Warehouse, "query">;
  /** Whose log this is. Asked before the folder is first looked at, since a data directory's id may have to be made. */
  readonly deployment: () => Promise<InboxDeployment>;
  /** Default: read from the warehouse. */
  readonly receipts?: PartReceipts;
  readonly randomness?: Randomness;
  readonly sleep?: Sleep;
  /** Called between each pair of steps of a file. */
  readonly dropStep?: DropStepHook;
}

/** The watched folder. Nothing at all where no folder is set. */
export function createIngestFilesService(deps: IngestFilesDeps, config: IngestFilesConfig): InboxComponent[] {
  const { YARDSTICK_INBOX_DIR: inbox } = config;
  if (inbox === undefined) {
    deps.logger.info("no folder is watched: YARDSTICK_INBOX_DIR is not set");
    return [];
  }
  const { eventLog, topicPrefix, reference, clock, logger } = deps;
  const { receipts = readPartReceipts(deps.warehouse) } = deps;
  const { randomness = systemRandomness, sleep = systemSleep, dropStep: step = () => undefined } = deps;
  const leaseMs = config.YARDSTICK_INBOX_LEASE_MS;
  const self = thisHolder(randomness);
  const stopping = new AbortController();
  const held: HeldDrops = new Map();
  const metrics = createInboxMetrics(deps.metrics);
  const settleMs = config.YARDSTICK_INBOX_SETTLE_MS;
  const locks = createStaleLocks({ settleMs, clock, logger });
  const describe = () => [describeHeld(held), locks.describe()].filter((text) => text !== null).join("; ");
  const scope = {
    ...{ inbox, self, held, eventLog, topicPrefix, receipts, reference, randomness, clock, logger, metrics, step },
    ...{ settleMs, locks, claim: createInboxClaim(inbox, deps.deployment) },
    limits: decodeLimits(config),
    filesAtOnce: config.YARDSTICK_INBOX_FILES_AT_ONCE,
    maxTaken: config.YARDSTICK_INBOX_MAX_TAKEN,
    adoption: createAdoption({ inbox, self, leaseMs, clock }),
    troubles: createInboxTroubles({ limits: deps.limits, clock, logger, metrics, describe }),
    signal: stopping.signal,
  };
  const pollIntervalMs = config.YARDSTICK_INBOX_POLL_INTERVAL_MS;
  return [inboxComponent({ scope, pollIntervalMs, leaseMs, sleep, stopping })];
}
