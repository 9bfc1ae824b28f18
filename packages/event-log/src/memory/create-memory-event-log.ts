import type { EventLog } from "../event-log.ts";
import type { EventLogDeps } from "../event-log-deps.ts";
import { SingleProcessEventLog } from "../single-process/single-process-event-log.ts";
import { MemoryLogStore } from "./memory-log-store.ts";

/** A log for tests: it keeps the contract, except that its records end with the process. */
export function createMemoryEventLog(deps: EventLogDeps): EventLog {
  return new SingleProcessEventLog(new MemoryLogStore(), deps);
}
