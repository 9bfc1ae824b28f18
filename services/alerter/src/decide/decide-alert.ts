import { Decimal } from "decimal.js";
import type { AlertContent, AlertReason } from "./alert-change.ts";
import type { KindReasons } from "./alert-kind.ts";
import type { Judgement } from "./judgement.ts";

/** What the tables say about one alert's figures. */
export interface Observed {
  /** Of the newest period end that can be judged; null where none can. */
  readonly judgement: Judgement | null;
  /** The very figure that the alert stands on was withdrawn by its source. */
  readonly isWithdrawn: boolean;
  readonly reasons: KindReasons;
}

/**
 * The next content of an alert, or null where it says what it said: so a replay or a recompute changes nothing.
 *
 * Only data resolves: figures that are no breach, or the withdrawal of the figure it stands on. Silence does not: a
 * period that cannot be judged is no news. Older periods than the one it stands on never count. DOMAIN §8.
 *
 * @param knownAt the known-at of the submission that woke the decision; it becomes startsAt or resolvedAt.
 */
export function decideAlert(observed: Observed, previous: AlertContent | null, knownAt: string): AlertContent | null {
  const { judgement, isWithdrawn, reasons } = observed;
  if (previous?.state === "firing" && isWithdrawn && !isAsNewAs(judgement, previous)) {
    return { ...previous, state: "resolved", reason: "WITHDRAWN", resolvedAt: laterOf(knownAt, previous.startsAt) };
  }
  if (judgement === null || (previous !== null && judgement.periodEnd < previous.periodEnd)) return null;
  const { isBreach, ...figures } = judgement;
  const before = { previous, knownAt, reasons };
  return isBreach ? decideBreach(figures, before) : decideMet(figures, before);
}

type Figures = Omit<Judgement, "isBreach">;

interface Before {
  readonly previous: AlertContent | null;
  readonly knownAt: string;
  readonly reasons: KindReasons;
}

function decideMet(figures: Figures, { previous, knownAt, reasons }: Before): AlertContent | null {
  if (previous?.state !== "firing") return null;
  return {
    ...figures,
    state: "resolved",
    // Labels of a resolved alert are those it fired with, or its receivers could not match the two.
    severity: previous.severity,
    reason: reasons.met,
    startsAt: previous.startsAt,
    resolvedAt: laterOf(knownAt, previous.startsAt),
  };
}

function decideBreach(figures: Figures, before: Before): AlertContent | null {
  const { previous, knownAt } = before;
  const isFiring = previous?.state === "firing";
  const next: AlertContent = {
    ...figures,
    state: "firing",
    reason: breachReason(figures, before),
    startsAt: isFiring ? previous.startsAt : laterOf(knownAt, previous?.resolvedAt ?? knownAt),
    resolvedAt: null,
  };
  return isFiring && saysTheSame(previous, next) ? null : next;
}

function breachReason({ periodEnd }: Figures, { previous, reasons }: Before): AlertReason {
  if (previous === null) return "NEW_BREACH";
  if (periodEnd === previous.periodEnd) return "REVISED";
  return previous.state === "firing" ? reasons.still : "NEW_BREACH";
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
