import { randomBytes } from "node:crypto";
import { alertChangedV1, EVENTS } from "@yardstick/contracts";
import type { EventLog, LogRecord } from "@yardstick/event-log";
import type { StateRow } from "./read-state.ts";

/**
 * Every change of an alert that was ever announced, once: a redelivery announces it again under the same id. A row's
 * columns have the names that they have in `alert_changes`.
 */
export async function readAnnouncements(eventLog: EventLog, topicPrefix: string): Promise<StateRow[]> {
  const topics = [`${topicPrefix}${EVENTS.alertChanged.topic}`];
  const group = `${topicPrefix}announcements-${randomBytes(4).toString("hex")}`;
  const rows = new Map<string, StateRow>();
  const reading = await eventLog.subscribe({
    group,
    topics,
    maxBatchRecords: 1_000,
    maxBatchBytes: 16_777_216,
    concurrency: 4,
    batchDeadlineMs: 60_000,
    handle: async ({ records }) => {
      for (const record of records) rows.set(record.headers.ce_id ?? "", rowOf(record));
      return { nextOffset: String(BigInt(records.at(-1)?.offset ?? "0") + 1n) };
    },
  });
  const isBehind = async () => (await eventLog.lag(group, topics)).some(({ lag }) => lag > 0);
  while (await isBehind()) await new Promise((resolve) => setTimeout(resolve, 25));
  await reading.close();
  return [...rows.values()];
}

function rowOf({ key, value }: LogRecord): StateRow {
  const { alert, previousState } = alertChangedV1.parse(JSON.parse(new TextDecoder().decode(value ?? undefined)));
  return {
    key,
    alert_id: alert.alertId,
    state: alert.state,
    previous_state: previousState,
    severity: alert.severity,
    reason: alert.reason,
    period: alert.period,
    value: alert.value,
    threshold: alert.threshold,
    starts_at: inTable(alert.startsAt),
    resolved_at: alert.resolvedAt === null ? null : inTable(alert.resolvedAt),
    submission_id: alert.submissionId,
  };
}

function inTable(instant: string): string {
  return instant.replace("T", " ").replace("Z", "");
}
