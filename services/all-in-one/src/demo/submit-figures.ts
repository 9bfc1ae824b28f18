import { createReadStream } from "node:fs";
import { join } from "node:path";
import { awaitSettled, createIngestClient, isSettled, type PlannedSubmission, splitByCitation } from "@yardstick/cli";
import { loadReference, REFERENCE_DIRECTORY, type Receipt, type SubmissionBody } from "@yardstick/contracts";
import { systemClock, systemSleep } from "@yardstick/runtime";
import { DEFAULT_DECODE_LIMITS, decodeSubmission } from "@yardstick/submissions";

export const DEMO_FILE = join(REFERENCE_DIRECTORY, "figures", "liaoning-figures.csv");
export const DEMO_SOURCE = "liaoning-figures";
const SETTLE_DEADLINE_MS = 300_000;

export interface SubmittedFigures {
  readonly planned: PlannedSubmission;
  readonly receipt: Receipt;
}

/** Posts the shipped figures, one partial submission for each citation in the order of the file, and waits for the receipts. */
export async function submitFigures(
  ingestUrl: string,
  onProgress: (text: string) => void,
): Promise<SubmittedFigures[]> {
  const planned = splitByCitation(await readFigures());
  const client = createIngestClient({ url: ingestUrl, sleep: systemSleep });
  const submissionIds: string[] = [];
  for (const [index, { body, idempotencyKey }] of planned.entries()) {
    onProgress(`submitting ${index + 1} of ${planned.length}`);
    const answer = await client.submit(new TextEncoder().encode(JSON.stringify(body)), { idempotencyKey });
    if (answer.kind !== "accepted") throw new Error(`a submission was not accepted: ${JSON.stringify(answer)}`);
    submissionIds.push(answer.accepted.submissionId);
  }
  const receipts = await awaitSettled({
    client,
    submissionIds,
    clock: systemClock,
    sleep: systemSleep,
    deadlineMs: SETTLE_DEADLINE_MS,
    onProgress: (settled) => onProgress(`stored: ${settled} of ${submissionIds.length} submissions`),
  });
  const late = receipts.filter((receipt) => !isSettled(receipt)).length;
  if (late > 0)
    throw new Error(
      `${late} of ${receipts.length} submissions were not settled within ${SETTLE_DEADLINE_MS / 1_000} s`,
    );
  return planned.map((one, index) => ({ planned: one, receipt: receipts[index] as Receipt }));
}

async function readFigures(): Promise<SubmissionBody> {
  const question = { source: DEMO_SOURCE, mode: "partial", limits: DEFAULT_DECODE_LIMITS } as const;
  const reference = loadReference({ catalogueOnly: true });
  const decoded = await decodeSubmission("csv", createReadStream(DEMO_FILE), { ...question, reference });
  if (decoded.outcome === "decoded") return decoded.body;
  throw new Error(decoded.faults.map(({ issue }) => issue.message.en).join("; "));
}
