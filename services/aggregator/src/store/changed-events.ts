import { EVENTS, type IndicatorPeriodChangedV1, type ReferenceData } from "@yardstick/contracts";
import { deriveEventId, encodeEvent, type Publication } from "@yardstick/pipeline";
import { touchedKeys } from "../touched-keys.ts";
import { type Claim, highestVersion } from "./claim.ts";
import type { SubmissionInQuestion } from "./submission-in-question.ts";

/** Claims of a submission whose coordinates have to be computed again. */
export interface ChangedClaims {
  readonly submission: SubmissionInQuestion;
  readonly claims: readonly Claim[];
}

/**
 * One `indicator-period-changed` for each key that changed claims of a submission touch. A submission that only another
 * has made change is named as the cause of its own keys: what it claims there is what a computation has to see.
 *
 * @param inHand id of the submission that the change comes from.
 */
export function changedEvents(
  { submission, claims }: ChangedClaims,
  { reference, topicPrefix, inHand }: { reference: ReferenceData; topicPrefix: string; inHand: string },
): Publication[] {
  const { submissionId, source, received, traceparent, isInHand } = submission;
  const { type, topic } = EVENTS.indicatorPeriodChanged;
  const version = String(highestVersion(claims));
  return touchedKeys(
    claims.map(({ at }) => at),
    reference,
  ).map(({ scope, indicator, periodEnds }) => {
    const data: IndicatorPeriodChangedV1 = {
      ...{ scope, indicator, periodEnds: [...periodEnds] },
      cause: { submissionId, source, received, version },
    };
    const subject = [submissionId, received.offset, scope, indicator, ...(isInHand ? [] : ["after", inHand])];
    const encoded = encodeEvent({
      id: deriveEventId(type, source, ...subject),
      ...{ type, source, time: received.at, data, correlationId: submissionId, traceparent },
    });
    return { topic: `${topicPrefix}${topic}`, key: indicator, ...encoded };
  });
}
