import type { BilingualText, ReferenceData } from "@yardstick/contracts";
import type { Warehouse } from "@yardstick/warehouse";
import type { AlertContent, AlertReason } from "./alert-change.ts";
import type { AlertRule, Name } from "./alert-rule.ts";
import type { AlertSubject } from "./alert-subject.ts";
import type { Judgement, Reading } from "./judgement.ts";
import type { WithdrawalQuestion } from "./read-withdrawals.ts";

/**
 * One kind of alert: what it watches, how its figures are read and judged, and what it says. Its life cycle, its history
 * and its event are those of every alert.
 */
export interface AlertKind<Rule extends AlertRule, Seen extends Reading> {
  /** The rules that an indicator in a scope is held against; empty where none is. */
  readonly rulesFor: (reference: ReferenceData, scope: string, indicator: string) => readonly Rule[];
  /** The newest period end that can be judged, of each region and accumulation that has one. */
  readonly read: (warehouse: Pick<Warehouse, "query">, question: ReadingQuestion) => Promise<readonly Seen[]>;
  readonly judge: (reading: Seen, rule: Rule) => Judgement;
  /** Ids of those firing alerts whose very figure its source has withdrawn. */
  readonly readWithdrawals: (
    warehouse: Pick<Warehouse, "query">,
    question: WithdrawalQuestion,
  ) => Promise<ReadonlySet<string>>;
  readonly reasons: KindReasons;
  /** Who is told: the label `agency`, which never changes while an alert fires. */
  readonly agencyOf: (rule: Rule, content: AlertContent) => Name;
  readonly message: (facts: MessageFacts<Rule, Seen>) => BilingualText;
}

export interface ReadingQuestion {
  readonly scope: string;
  readonly indicator: string;
  /** The indicator's default one. */
  readonly caliber: string;
  readonly regions: readonly string[];
  readonly reference: Pick<ReferenceData, "regions" | "scopes">;
}

/** Reasons that read differently from kind to kind. */
export interface KindReasons {
  /** A newer period is in breach too. */
  readonly still: AlertReason;
  /** New data is in breach no more. */
  readonly met: AlertReason;
}

export interface MessageFacts<Rule extends AlertRule, Seen extends Reading>
  extends Pick<AlertSubject<Rule>, "rule" | "accumulation"> {
  readonly content: AlertContent;
  /** What the content was judged on; null where the figure was withdrawn. */
  readonly reading: Seen | null;
}
