import type { Receipt } from "@yardstick/contracts";
import type { Clock, Sleep } from "@yardstick/runtime";
import type { IngestClient } from "./ingest-client.ts";

export interface AwaitSettledOptions {
  readonly client: Pick<IngestClient, "receipt">;
  readonly submissionIds: readonly string[];
  readonly clock: Clock;
  readonly sleep: Sleep;
  readonly deadlineMs: number;
  /** Told how many are settled, each time it looks. */
  readonly onProgress?: (settled: number) => void;
}

const FIRST_PAUSE_MS = 20;
const LONGEST_PAUSE_MS = 1_000;

/** The newest receipt of each submission, in their order: settled, or as it stood when the deadline passed. */
export async function awaitSettled(options: AwaitSettledOptions): Promise<Receipt[]> {
  const { client, submissionIds, clock, sleep, onProgress } = options;
  const endMs = clock.nowMs() + options.deadlineMs;
  const receipts = new Map<string, Receipt>();
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    for (const id of submissionIds) {
      if (isSettled(receipts.get(id))) continue;
      const receipt = await client.receipt(id);
      if (receipt === null) throw new RangeError(`no submission has the id ${id}`);
      receipts.set(id, receipt);
    }
    const settled = [...receipts.values()].filter(isSettled).length;
    onProgress?.(settled);
    const late = clock.nowMs() >= endMs;
    if (late || settled === submissionIds.length) return submissionIds.flatMap((id) => receipts.get(id) ?? []);
    await sleep(Math.min(pauseMs, endMs - clock.nowMs()));
  }
}

/** Whether nothing more will happen to it: SQL answers, or it was refused. */
export function isSettled(receipt: Receipt | undefined): boolean {
  return receipt?.state === "stored" || receipt?.state === "rejected";
}
