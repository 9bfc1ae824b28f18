import type { Cause, ReferenceData } from "@yardstick/contracts";
import type { Warehouse } from "@yardstick/warehouse";
import type { AlertChange } from "./alert-change.ts";
import type { AlertKind } from "./alert-kind.ts";
import type { AlertRule } from "./alert-rule.ts";
import { type AlertSubject, subjectsOf } from "./alert-subject.ts";
import { composeAlertChange } from "./compose-alert-change.ts";
import { decideAlert } from "./decide-alert.ts";
import { type KeyInHand, newestCause } from "./group-by-key.ts";
import type { Reading } from "./judgement.ts";
import { readAlertChanges } from "./read-alert-changes.ts";

export interface KeyQuestion {
  readonly key: KeyInHand;
  readonly warehouse: Pick<Warehouse, "query">;
  readonly reference: ReferenceData;
}

export interface KeyDecision {
  /** The newest change of each alert and those of the causes in hand, by alert and position. */
  readonly stored: readonly AlertChange[];
  /** What the newest cause changes; not stored yet. */
  readonly decided: readonly AlertChange[];
}

export type DecideKey = (question: KeyQuestion) => Promise<KeyDecision>;

/** How alerts of one kind are decided for one scope and indicator. */
export function keyDecider<Rule extends AlertRule, Seen extends Reading>(kind: AlertKind<Rule, Seen>): DecideKey {
  return async (question) => {
    const { key, reference } = question;
    const rules = kind.rulesFor(reference, key.scope, key.indicator);
    if (rules.length === 0) return { stored: [], decided: [] };
    const facts = await readFacts(kind, rules, question);
    return { stored: facts.stored, decided: decideAll(kind, facts, newestCause(key).cause) };
  };
}

interface KeyFacts<Rule extends AlertRule, Seen extends Reading> {
  readonly subjects: readonly AlertSubject<Rule>[];
  /** By alert id. */
  readonly readings: ReadonlyMap<string, Seen>;
  /** Newest change of each alert, by alert id. */
  readonly newest: ReadonlyMap<string, AlertChange>;
  readonly withdrawn: ReadonlySet<string>;
  readonly stored: readonly AlertChange[];
}

async function readFacts<Rule extends AlertRule, Seen extends Reading>(
  kind: AlertKind<Rule, Seen>,
  rules: readonly Rule[],
  { key, warehouse, reference }: KeyQuestion,
): Promise<KeyFacts<Rule, Seen>> {
  const { scope, indicator, causes } = key;
  const caliber = reference.indicators.get(indicator)?.defaultCaliber ?? "natural";
  const subjects = subjectsOf(rules);
  const regions = [...new Set(rules.map(({ region }) => region))];
  const [read, stored] = await Promise.all([
    kind.read(warehouse, { scope, indicator, caliber, regions, reference }),
    readAlertChanges(warehouse, {
      alertIds: subjects.map(({ alertId }) => alertId),
      submissionIds: [...new Set(causes.map(({ cause }) => cause.submissionId))],
    }),
  ]);
  const readings = new Map(subjects.flatMap((subject) => entryOf(subject, read)));
  // By position, so the newest change of an alert is the last to be set.
  const newest = new Map(stored.map((change) => [change.alertId, change]));
  const figures = [...newest.values()].filter(
    ({ alertId, state, periodEnd }) => state === "firing" && (readings.get(alertId)?.periodEnd ?? "") < periodEnd,
  );
  const withdrawn = await kind.readWithdrawals(warehouse, { figures, caliber, reference });
  return { subjects, readings, newest, withdrawn, stored };
}

function entryOf<Rule extends AlertRule, Seen extends Reading>(
  { rule, accumulation, alertId }: AlertSubject<Rule>,
  read: readonly Seen[],
): [string, Seen][] {
  const found = read.find((each) => each.region === rule.region && each.accumulation === accumulation);
  return found === undefined ? [] : [[alertId, found]];
}

function decideAll<Rule extends AlertRule, Seen extends Reading>(
  kind: AlertKind<Rule, Seen>,
  facts: KeyFacts<Rule, Seen>,
  cause: Cause,
): AlertChange[] {
  return facts.subjects.flatMap((subject) => {
    const reading = facts.readings.get(subject.alertId) ?? null;
    const previous = facts.newest.get(subject.alertId) ?? null;
    const judgement = reading === null ? null : kind.judge(reading, subject.rule);
    const observed = { judgement, isWithdrawn: facts.withdrawn.has(subject.alertId), reasons: kind.reasons };
    const content = decideAlert(observed, previous, cause.received.at);
    return content === null ? [] : [composeAlertChange({ kind, subject, content, previous, reading, cause })];
  });
}
