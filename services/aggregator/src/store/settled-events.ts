import { EVENTS, type SubmissionSettledV1 } from "@yardstick/contracts";
import { deriveEventId, encodeEvent, type Publication } from "@yardstick/pipeline";
import { countsOf, rowOutcomes } from "./decide-submissions.ts";
import { issueCountsOf, type ReceiptInQuestion } from "./receipt-rows.ts";

/**
 * One `submission-settled` for each receipt that is written. Its id is made of the record and of what the receipt says,
 * so that a replay repeats it, and of whom the change comes from where that is another submission: a receipt that goes
 * back to what it said before is told as well. A repetition under an id has no receipt, and nothing is told.
 *
 * @param inHand id of the submission that a change of others comes from.
 */
export function settledEvents(
  receipts: readonly Omit<ReceiptInQuestion, "issuesBefore">[],
  { topicPrefix, inHand }: { topicPrefix: string; inHand: string },
): Publication[] {
  const { type, topic } = EVENTS.submissionSettled;
  return receipts.flatMap(({ submission, validation, decision }) => {
    if (decision.kind === "repeated") return [];
    const { submissionId, source, received, traceparent, isInHand, claims } = submission;
    const data: SubmissionSettledV1 = {
      ...{ submissionId, source, state: decision.kind, contentSha256: validation.contentSha256 },
      counts: countsOf(rowOutcomes(decision, { claims, rows: validation.rows })),
      issueCounts: issueCountsOf(validation, decision),
    };
    const { state, counts, issueCounts } = data;
    const said = JSON.stringify([state, counts, Object.entries(issueCounts).sort()]);
    const subject = [submissionId, String(received.partition), received.offset, said];
    const encoded = encodeEvent({
      id: deriveEventId(type, source, ...subject, ...(isInHand ? [] : ["after", inHand])),
      ...{ type, source, time: received.at, data, correlationId: submissionId, traceparent },
    });
    return [{ topic: `${topicPrefix}${topic}`, key: source, ...encoded }];
  });
}
