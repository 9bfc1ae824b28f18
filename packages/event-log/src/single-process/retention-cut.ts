import type { LogStore } from "./log-store.ts";

/** How many times the retention of its topic a group that lags may hold back deletion. */
const MAX_HOLD_BACK = 3;

/**
 * The offset below which a partition's records may go: older than the topic's retention and read by every group that
 * was declared on the topic, or older than three times the retention, whoever has not read them.
 */
export function retentionCut(
  store: LogStore,
  { topic, partition, nowMs }: { topic: string; partition: number; nowMs: number },
): number {
  const { startOffset } = store.bounds(topic, partition);
  const retentionMs = store.topic(topic)?.retentionMs ?? Number.POSITIVE_INFINITY;
  const expired = store.firstOffsetSince(topic, partition, nowMs - retentionMs);
  const read = store
    .groupsOf(topic)
    .map((group) => store.committed(group, topic, partition)?.offset ?? startOffset)
    .reduce((slowest, offset) => Math.min(slowest, offset), expired);
  if (read >= expired) return expired;
  return Math.max(read, store.firstOffsetSince(topic, partition, nowMs - MAX_HOLD_BACK * retentionMs));
}
