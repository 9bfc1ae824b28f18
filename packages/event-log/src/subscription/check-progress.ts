import type { BatchProgress, LogRecord } from "../event-log.ts";
import { EventLogError } from "../event-log-error.ts";

const MAX_METADATA_BYTES = 200;

/** Throws `BAD_PROGRESS` unless the answer lies in the batch: committing anything else would skip or repeat records. */
export function checkProgress(records: readonly LogRecord[], progress: BatchProgress): void {
  const first = records[0]?.offset ?? "0";
  const last = records.at(-1)?.offset ?? "0";
  const outside =
    !/^\d+$/.test(progress.nextOffset) ||
    BigInt(progress.nextOffset) < BigInt(first) ||
    BigInt(progress.nextOffset) > BigInt(last) + 1n;
  if (outside) {
    throw new EventLogError(
      "BAD_PROGRESS",
      `nextOffset ${progress.nextOffset} lies outside the batch ${first}..${last}`,
    );
  }
  const metadataBytes = Buffer.byteLength(progress.metadata ?? "");
  if (metadataBytes > MAX_METADATA_BYTES) {
    throw new EventLogError("BAD_PROGRESS", `metadata has ${metadataBytes} bytes, at most ${MAX_METADATA_BYTES}`);
  }
}
