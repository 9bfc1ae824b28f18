import { createIngestClient } from "@yardstick/cli";
import { systemSleep } from "@yardstick/runtime";
import { deriveSubmissionId } from "@yardstick/submissions";
import type { ScriptedSubmission } from "./script.ts";

/**
 * Posts what has not arrived yet, and waits after each until all stages are through. Started again after a kill it goes
 * on where the log stands, since everything that is on the log is settled before it asks for a receipt.
 */
export async function postScript(
  ingestUrl: string,
  submissions: readonly ScriptedSubmission[],
  untilSettled: () => Promise<void>,
): Promise<void> {
  const client = createIngestClient({ url: ingestUrl, sleep: systemSleep });
  await untilSettled();
  for (const { key, source, body } of submissions) {
    const receipt = await client.receipt(deriveSubmissionId(source, key));
    if (receipt?.state === "stored" || receipt?.state === "rejected") continue;
    const answer = await client.submit(new TextEncoder().encode(JSON.stringify(body)), { idempotencyKey: key });
    if (answer.kind !== "accepted") throw new Error(`${key} was not accepted: ${JSON.stringify(answer)}`);
    await untilSettled();
  }
}
