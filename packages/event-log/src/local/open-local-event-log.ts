import type { EventLog } from "../event-log.ts";
import type { EventLogDeps } from "../event-log-deps.ts";
import { SingleProcessEventLog } from "../single-process/single-process-event-log.ts";
import { openLogDatabase } from "./open-log-database.ts";
import { SqliteLogStore } from "./sqlite-log-store.ts";

/** Opens the log in `<directory>/event-log.db`, creating it. Throws `LOG_LOCKED` while another process has it. */
export function openLocalEventLog(directory: string, deps: EventLogDeps): EventLog {
  return new SingleProcessEventLog(new SqliteLogStore(openLogDatabase(directory)), deps);
}
