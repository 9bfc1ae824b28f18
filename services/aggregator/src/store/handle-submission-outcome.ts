import type { ReferenceData } from "@yardstick/contracts";
import type { BatchResult, DecodedRecord, StageContext } from "@yardstick/pipeline";
import { changedEvents } from "./changed-events.ts";
import type { OutcomeEvent } from "./outcome-event.ts";
import { readKnownSubmissions } from "./read-known-submissions.ts";
import { readVintages } from "./read-vintages.ts";
import { settleSubmission } from "./settle-submission.ts";
import { receiptRows, type Settlement, vintageRows } from "./store-rows.ts";

/**
 * Settles the submissions of a batch: reads once what was there before, decides row by row in log order, and answers
 * the figures to store, the keys to compute again and, last, the receipts.
 */
export async function handleSubmissionOutcome(
  records: readonly DecodedRecord<OutcomeEvent>[],
  { warehouse }: Pick<StageContext, "warehouse">,
  { reference, topicPrefix }: { reference: ReferenceData; topicPrefix: string },
): Promise<BatchResult> {
  const submissions = records.map(({ value }) => value);
  const [known, vintages] = await Promise.all([
    readKnownSubmissions(
      warehouse,
      submissions.map(({ event }) => event.submissionId),
    ),
    readVintages(
      warehouse,
      submissions.flatMap((submission) => (submission.outcome === "validated" ? submission.event.observations : [])),
    ),
  ]);
  const settlements = submissions.flatMap((submission): Settlement[] => {
    const settled = settleSubmission(submission, { known, vintages, reference });
    return settled.kind === "settled" ? [{ submission, settled }] : [];
  });
  return {
    kind: "done",
    inserts: [vintageRows(settlements)],
    publishes: settlements.flatMap((settlement) => changedEvents(settlement, { reference, topicPrefix })),
    receipts: receiptRows(settlements),
  };
}
