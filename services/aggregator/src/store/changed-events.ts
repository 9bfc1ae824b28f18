import { EVENTS, type IndicatorPeriodChangedV1, type ReferenceData } from "@yardstick/contracts";
import { deriveEventId, encodeEvent, type Publication } from "@yardstick/pipeline";
import { touchedKeys } from "../touched-keys.ts";
import type { Settlement } from "./store-rows.ts";

/** One `indicator-period-changed` for each key that a submission's stored figures touch. */
export function changedEvents(
  { submission: { event, traceparent }, settled }: Settlement,
  { reference, topicPrefix }: { reference: ReferenceData; topicPrefix: string },
): Publication[] {
  const { type, topic } = EVENTS.indicatorPeriodChanged;
  const version = String(highest(settled.figures.map((figure) => figure.version)));
  return touchedKeys(
    settled.figures.map(({ row }) => row),
    reference,
  ).map(({ scope, indicator, periodEnds }) => {
    const { submissionId, source, received } = event;
    const data: IndicatorPeriodChangedV1 = {
      scope,
      indicator,
      periodEnds: [...periodEnds],
      cause: { submissionId, source, received, version },
    };
    const id = deriveEventId(type, source, submissionId, received.offset, scope, indicator);
    const encoded = encodeEvent({
      id,
      type,
      source,
      time: received.at,
      data,
      correlationId: submissionId,
      traceparent,
    });
    return { topic: `${topicPrefix}${topic}`, key: `${scope}/${indicator}`, ...encoded };
  });
}

const highest = (versions: readonly bigint[]) => versions.toSorted((a, b) => (a < b ? 1 : -1))[0] ?? 0n;
