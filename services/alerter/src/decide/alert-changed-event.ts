import { ALERT_NAMES, type AlertChangedV1, type Cause, EVENTS } from "@yardstick/contracts";
import { deriveEventId, encodeEvent, type Publication } from "@yardstick/pipeline";
import { Decimal } from "decimal.js";
import type { AlertChange } from "./alert-change.ts";

export interface AnnouncedChange {
  readonly change: AlertChange;
  readonly regionName: string;
  readonly cause: Cause;
  readonly traceparent: string | null;
}

/**
 * The event of one transition. Everything in it comes from the stored row and its cause, so that a redelivery, which
 * reads the row, publishes the same again; its id hashes the alert and the position of the change.
 */
export function alertChangedEvent(announced: AnnouncedChange, topicPrefix: string): Publication {
  const { change, cause, traceparent } = announced;
  const { type, topic } = EVENTS.alertChanged;
  const encoded = encodeEvent({
    id: deriveEventId(type, change.alertId, change.position.toString()),
    type,
    source: cause.source,
    time: cause.received.at,
    data: dataOf(announced),
    correlationId: cause.submissionId,
    traceparent,
  });
  return { topic: `${topicPrefix}${topic}`, key: change.alertId, ...encoded };
}

function dataOf({ change, regionName, cause }: AnnouncedChange): AlertChangedV1 {
  return {
    alert: {
      alertId: change.alertId,
      alertname: ALERT_NAMES.find((name) => name === change.alertname) ?? "BelowCountyAverage",
      state: change.state,
      severity: change.severity,
      indicator: change.indicator,
      region: change.region,
      regionName,
      accumulation: change.accumulation,
      period: change.period,
      value: numberOf(change.value),
      threshold: numberOf(change.threshold),
      gap: unroundedGap(change),
      agency: change.agency,
      submissionId: change.submissionId,
      startsAt: change.startsAt,
      resolvedAt: change.resolvedAt,
      reason: change.reason,
      message: change.message,
    },
    previousState: change.previousState,
    rule: change.rule,
    scope: change.scope,
    benchmarkMethod: change.benchmarkMethod,
    rank: change.rank,
    of: change.rankOf,
    outsidePlan: change.outsidePlan,
    cause,
  };
}

const Exact = Decimal.clone({ precision: 80 });

/** The row keeps the difference of the compared values; a `gap` that crosses a boundary is unrounded. DOMAIN §4. */
function unroundedGap({ value, threshold }: AlertChange): number | null {
  if (value === null || threshold === null) return null;
  return new Exact(value).minus(threshold).toNumber();
}

function numberOf(value: string | null): number | null {
  return value === null ? null : Number(value);
}
