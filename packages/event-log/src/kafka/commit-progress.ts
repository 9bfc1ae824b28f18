import type { EachBatchPayload } from "kafkajs";
import type { BatchProgress } from "../event-log.ts";
import type { LogWriter } from "../event-log-deps.ts";
import { protocolType } from "./to-event-log-error.ts";

const MAX_ATTEMPTS = 6;
const FIRST_PAUSE_MS = 100;
/** Another member has, or will have, the partition: trying again cannot help, joining again does. */
const NO_LONGER_OURS = new Set([
  "UNKNOWN_MEMBER_ID",
  "ILLEGAL_GENERATION",
  "FENCED_INSTANCE_ID",
  "REBALANCE_IN_PROGRESS",
]);

/**
 * Commits offset and metadata of one partition, and moves kafkajs's own position with them. Not through
 * `consumer.commitOffsets`, which does nothing, and says nothing, once the consumer is stopping.
 */
export async function commitProgress(
  payload: EachBatchPayload,
  progress: BatchProgress,
  logger: LogWriter,
): Promise<void> {
  const { topic, partition } = payload.batch;
  const place = { partition, offset: progress.nextOffset, metadata: progress.metadata ?? "" };
  for (let attempt = 1; ; attempt += 1) {
    try {
      await payload.commitOffsetsIfNecessary({ topics: [{ topic, partitions: [place] }] });
      break;
    } catch (error) {
      if (attempt === MAX_ATTEMPTS || NO_LONGER_OURS.has(protocolType(error) ?? "")) throw error;
      logger.debug({ topic, partition, attempt, err: error }, "committing failed, trying again");
      await new Promise((resolve) => setTimeout(resolve, FIRST_PAUSE_MS * 2 ** attempt));
    }
  }
  if (BigInt(progress.nextOffset) > BigInt(payload.batch.firstOffset() ?? "0")) {
    payload.resolveOffset(String(BigInt(progress.nextOffset) - 1n));
  }
}
