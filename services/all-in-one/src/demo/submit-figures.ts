import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { awaitSettled, createIngestClient, isSettled, type PlannedSubmission, planSubmissions } from "@yardstick/cli";
import { REFERENCE_DIRECTORY, type Receipt } from "@yardstick/contracts";
import { systemClock, systemSleep } from "@yardstick/runtime";

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
  const options = { file: DEMO_FILE, source: DEMO_SOURCE, mode: "partial", byCitation: true } as const;
  const plan = planSubmissions(await readFile(DEMO_FILE), options);
  if (!plan.ok) throw new Error(plan.message);
  const client = createIngestClient({ url: ingestUrl, sleep: systemSleep });
  const submissionIds: string[] = [];
  for (const [index, { body, idempotencyKey }] of plan.submissions.entries()) {
    onProgress(`submitting ${index + 1} of ${plan.submissions.length}`);
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
  return plan.submissions.map((planned, index) => ({ planned, receipt: receipts[index] as Receipt }));
}
