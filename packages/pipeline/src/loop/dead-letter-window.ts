import { PipelineError } from "../pipeline-error.ts";

export interface DeadLetterWindow {
  /** Counts dead letters. Throws `DEAD_LETTER_LIMIT`, and counts none of them, when they would be too many. */
  admit(count: number, nowMs: number): void;
}

/** Many unreadable records at once mean that the reader is wrong, or the producer: throwing them all away would hide it. */
export function createDeadLetterWindow(stage: string, limit: number, windowMs: number): DeadLetterWindow {
  let admitted: { readonly atMs: number; readonly count: number }[] = [];
  return {
    admit: (count, nowMs) => {
      admitted = admitted.filter(({ atMs }) => atMs > nowMs - windowMs);
      const total = admitted.reduce((sum, entry) => sum + entry.count, count);
      if (total > limit) {
        throw new PipelineError(
          "DEAD_LETTER_LIMIT",
          `${stage}: ${total} dead letters within ${windowMs} ms, at most ${limit}. Nothing of this batch is committed.`,
        );
      }
      if (count > 0) admitted.push({ atMs: nowMs, count });
    },
  };
}
