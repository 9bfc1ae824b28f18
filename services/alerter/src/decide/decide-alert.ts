import { Decimal } from "decimal.js";
import type { AlertContent, AlertReason } from "./alert-change.ts";
import type { AlertRule } from "./alert-rule.ts";
import { alertSeverity } from "./alert-severity.ts";
import type { Judgement } from "./judgement.ts";

/** What the tables say about one alert's figures. */
export interface Observed {
  /** Newest period end with a verdict; null where no period has one. */
  readonly judgement: Judgement | null;
  /** The very figure that the alert stands on was withdrawn by its source. */
  readonly isWithdrawn: boolean;
  readonly rule: Pick<AlertRule, "validFrom" | "deadline" | "isRealGrowth">;
}

/**
 * The next content of an alert, or null where it says what it said: so a replay or a recompute changes nothing.
 *
 * Only data resolves: a verdict above the average, or the withdrawal of the figure it stands on. Silence does not: a
 * period without a verdict is no news. `at_average` is not above, and the target is strict. Older periods than the one
 * it stands on never count. DOMAIN §8.
 *
 * @param knownAt the known-at of the submission that woke the decision; it becomes startsAt or resolvedAt.
 */
export function decideAlert(observed: Observed, previous: AlertContent | null, knownAt: string): AlertContent | null {
  const { judgement, isWithdrawn } = observed;
  if (previous?.state === "firing" && isWithdrawn && !isAsNewAs(judgement, previous)) {
    return { ...previous, state: "resolved", reason: "WITHDRAWN", resolvedAt: laterOf(knownAt, previous.startsAt) };
  }
  if (judgement === null || (previous !== null && judgement.periodEnd < previous.periodEnd)) return null;
  return judgement.verdict === "above"
    ? decideMet(observed, judgement, { previous, knownAt })
    : decideBreach(observed, judgement, { previous, knownAt });
}

interface Before {
  readonly previous: AlertContent | null;
  readonly knownAt: string;
}

function decideMet(observed: Observed, judgement: Judgement, { previous, knownAt }: Before): AlertContent | null {
  if (previous?.state !== "firing") return null;
  return {
    ...figuresOf(observed, judgement),
    state: "resolved",
    // Labels of a resolved alert are those it fired with, or its receivers could not match the two.
    severity: previous.severity,
    reason: "TARGET_MET",
    startsAt: previous.startsAt,
    resolvedAt: laterOf(knownAt, previous.startsAt),
  };
}

function decideBreach(observed: Observed, judgement: Judgement, { previous, knownAt }: Before): AlertContent | null {
  const isFiring = previous?.state === "firing";
  const next: AlertContent = {
    ...figuresOf(observed, judgement),
    state: "firing",
    severity: alertSeverity(judgement, observed.rule.isRealGrowth),
    reason: breachReason(judgement, previous),
    startsAt: isFiring ? previous.startsAt : laterOf(knownAt, previous?.resolvedAt ?? knownAt),
    resolvedAt: null,
  };
  return isFiring && saysTheSame(previous, next) ? null : next;
}

function breachReason(judgement: Judgement, previous: AlertContent | null): AlertReason {
  if (previous === null) return "NEW_BREACH";
  if (judgement.periodEnd === previous.periodEnd) return "REVISED";
  return previous.state === "firing" ? "STILL_BELOW" : "NEW_BREACH";
}

function figuresOf({ rule }: Observed, judgement: Judgement) {
  const month = judgement.periodEnd.slice(0, 7);
  return {
    period: judgement.period,
    periodEnd: judgement.periodEnd,
    value: judgement.growth,
    threshold: judgement.benchmark,
    gap: judgement.comparedGap,
    benchmarkMethod: judgement.benchmarkMethod,
    rank: judgement.rank,
    rankOf: judgement.rankOf,
    outsidePlan: month < rule.validFrom || month > rule.deadline,
  };
}

function saysTheSame(a: AlertContent, b: AlertContent): boolean {
  return (
    a.severity === b.severity &&
    a.period === b.period &&
    a.periodEnd === b.periodEnd &&
    a.benchmarkMethod === b.benchmarkMethod &&
    a.rank === b.rank &&
    a.rankOf === b.rankOf &&
    a.outsidePlan === b.outsidePlan &&
    sameNumber(a.value, b.value) &&
    sameNumber(a.threshold, b.threshold) &&
    sameNumber(a.gap, b.gap)
  );
}

function sameNumber(a: string | null, b: string | null): boolean {
  if (a === null || b === null) return a === b;
  return new Decimal(a).equals(b);
}

function isAsNewAs(judgement: Judgement | null, previous: AlertContent): boolean {
  return judgement !== null && judgement.periodEnd >= previous.periodEnd;
}

/** Submissions of several sources may be computed in another order than they were received in; time still goes forward. */
function laterOf(a: string, b: string): string {
  return a > b ? a : b;
}
