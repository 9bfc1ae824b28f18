import { type Cause, packPosition } from "@yardstick/contracts";
import type { AlertChange, AlertContent } from "./alert-change.ts";
import type { AlertKind } from "./alert-kind.ts";
import type { AlertRule } from "./alert-rule.ts";
import type { AlertSubject } from "./alert-subject.ts";
import type { Reading } from "./judgement.ts";

export interface ComposedFrom<Rule extends AlertRule, Seen extends Reading> {
  readonly kind: Pick<AlertKind<Rule, Seen>, "agencyOf" | "message">;
  readonly subject: AlertSubject<Rule>;
  readonly content: AlertContent;
  readonly previous: AlertChange | null;
  readonly reading: Seen | null;
  readonly cause: Cause;
}

/** The row of a decision: who it is about, what it says to a person, what caused it, and where it stands in the history. */
export function composeAlertChange<Rule extends AlertRule, Seen extends Reading>(
  from: ComposedFrom<Rule, Seen>,
): AlertChange {
  const { kind, subject, content, previous, cause } = from;
  const { rule, accumulation, alertId } = subject;
  const reading = content.reason === "WITHDRAWN" ? null : from.reading;
  return {
    ...content,
    alertId,
    alertname: rule.alertname,
    rule: rule.rule,
    scope: rule.scope,
    indicator: rule.indicator,
    region: rule.region,
    accumulation,
    agency: kind.agencyOf(rule, content).zh,
    previousState: previous?.state ?? "none",
    message: kind.message({ rule, accumulation, content, reading }),
    submissionId: cause.submissionId,
    source: cause.source,
    knownAt: cause.received.at,
    position: positionAfter(previous, cause),
  };
}

/**
 * The cause's place in the log. A submission that is computed after one that was received later still comes after it
 * in the alert's history, or the alert would stand as the older data had it.
 */
function positionAfter(previous: AlertChange | null, cause: Cause): bigint {
  const position = packPosition(cause.received);
  return previous !== null && previous.position >= position ? previous.position + 1n : position;
}
