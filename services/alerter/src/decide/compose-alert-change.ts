import { type Cause, packPosition } from "@yardstick/contracts";
import type { AlertChange, AlertContent } from "./alert-change.ts";
import { alertMessage } from "./alert-message.ts";
import type { AlertSubject } from "./alert-rule.ts";
import type { Judgement } from "./judgement.ts";

export interface ComposedFrom {
  readonly subject: AlertSubject;
  readonly content: AlertContent;
  readonly previous: AlertChange | null;
  readonly judgement: Judgement | null;
  readonly cause: Cause;
}

/** The row of a decision: who it is about, what it says to a person, what caused it, and where it stands in the history. */
export function composeAlertChange({ subject, content, previous, judgement, cause }: ComposedFrom): AlertChange {
  const { rule, accumulation, alertId } = subject;
  const isJudged = judgement !== null && content.reason !== "WITHDRAWN";
  return {
    ...content,
    alertId,
    alertname: rule.alertname,
    rule: rule.rule,
    scope: rule.scope,
    indicator: rule.indicator,
    region: rule.region,
    accumulation,
    agency: rule.agency.zh,
    previousState: previous?.state ?? "none",
    message: alertMessage({
      rule,
      accumulation,
      content,
      restsOnLevels: isJudged && rule.isRealGrowth && judgement.basis !== "reported",
      isProvisional: isJudged && judgement.isProvisional,
    }),
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
