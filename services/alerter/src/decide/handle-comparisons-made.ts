import { ACCUMULATIONS, type Cause, type ReferenceData } from "@yardstick/contracts";
import type { BatchDone, DecodedRecord, Publication, StageContext } from "@yardstick/pipeline";
import type { AlertChange } from "./alert-change.ts";
import { alertChangesInsert } from "./alert-change-row.ts";
import { alertChangedEvent } from "./alert-changed-event.ts";
import { alertIdOf } from "./alert-id.ts";
import { type AlertRule, type AlertSubject, alertRulesFor } from "./alert-rule.ts";
import { composeAlertChange } from "./compose-alert-change.ts";
import { decideAlert } from "./decide-alert.ts";
import type { ComparisonsMade } from "./decode-comparisons-made.ts";
import { type CauseInHand, groupByKey, type KeyInHand, newestCause } from "./group-by-key.ts";
import type { Judgement } from "./judgement.ts";
import { readAlertChanges } from "./read-alert-changes.ts";
import { readJudgements } from "./read-judgements.ts";
import { readWithdrawals } from "./read-withdrawals.ts";

export interface DecideOptions {
  readonly topicPrefix: string;
  readonly reference: ReferenceData;
}

/**
 * Decides once for each scope and indicator of the batch, at its newest cause: the tables hold the newest figures
 * anyway, so the states in between were never to be seen.
 *
 * A change that a cause in hand has left in the table is from an earlier handling that did not get to its commit, or
 * from a replay: it is published again as it stands, and what is decided comes after it.
 */
export async function handleComparisonsMade(
  records: readonly DecodedRecord<ComparisonsMade>[],
  { warehouse }: Pick<StageContext, "warehouse">,
  { topicPrefix, reference }: DecideOptions,
): Promise<BatchDone> {
  const changes: AlertChange[] = [];
  const publishes: Publication[] = [];
  for (const key of groupByKey(records.map(({ value }) => value))) {
    const rules = alertRulesFor(reference, key.scope, key.indicator);
    if (rules.length === 0) continue;
    const facts = await readFacts({ key, rules, warehouse, reference });
    const announce = ({ cause, traceparent }: CauseInHand, change: AlertChange) => {
      const regionName = facts.regionNames.get(change.region) ?? change.region;
      publishes.push(alertChangedEvent({ change, regionName, cause, traceparent }, topicPrefix));
    };
    for (const stored of facts.stored) {
      const own = key.causes.find(({ cause }) => isCauseOf(stored, cause));
      if (own !== undefined) announce(own, stored);
    }
    const newest = newestCause(key);
    for (const change of decideAll(facts, newest.cause)) {
      changes.push(change);
      announce(newest, change);
    }
  }
  return { kind: "done", inserts: [alertChangesInsert(changes)], publishes };
}

interface KeyFacts {
  readonly subjects: readonly AlertSubject[];
  /** By alert id. */
  readonly judgements: ReadonlyMap<string, Judgement>;
  /** Newest change of each alert, by alert id. */
  readonly newest: ReadonlyMap<string, AlertChange>;
  readonly withdrawn: ReadonlySet<string>;
  /** The newest change of each alert and those of the causes in hand, by alert and position. */
  readonly stored: readonly AlertChange[];
  /** Chinese, by region. */
  readonly regionNames: ReadonlyMap<string, string>;
}

interface FactsQuestion {
  readonly key: KeyInHand;
  readonly rules: readonly AlertRule[];
  readonly warehouse: StageContext["warehouse"];
  readonly reference: ReferenceData;
}

async function readFacts({ key, rules, warehouse, reference }: FactsQuestion): Promise<KeyFacts> {
  const { scope, indicator, causes } = key;
  const caliber = reference.indicators.get(indicator)?.defaultCaliber ?? "natural";
  const subjects = subjectsOf(rules);
  const regions = [...new Set(rules.map(({ region }) => region))];
  const [read, stored] = await Promise.all([
    readJudgements(warehouse, { scope, indicator, caliber, regions }),
    readAlertChanges(warehouse, {
      alertIds: subjects.map(({ alertId }) => alertId),
      submissionIds: [...new Set(causes.map(({ cause }) => cause.submissionId))],
    }),
  ]);
  const judgements = new Map(subjects.flatMap((subject) => entryOf(subject, read)));
  // By position, so the newest change of an alert is the last to be set.
  const newest = new Map(stored.map((change) => [change.alertId, change]));
  const figures = [...newest.values()].filter(
    ({ alertId, state, periodEnd }) => state === "firing" && (judgements.get(alertId)?.periodEnd ?? "") < periodEnd,
  );
  return {
    subjects,
    judgements,
    newest,
    withdrawn: await readWithdrawals(warehouse, { figures, caliber, reference }),
    stored,
    regionNames: new Map(rules.map(({ region, names }) => [region, names.region.zh])),
  };
}

function subjectsOf(rules: readonly AlertRule[]): AlertSubject[] {
  return rules.flatMap((rule) =>
    ACCUMULATIONS.map((accumulation) => ({ rule, accumulation, alertId: alertIdOf({ ...rule, accumulation }) })),
  );
}

function entryOf({ rule, accumulation, alertId }: AlertSubject, read: readonly Judgement[]): [string, Judgement][] {
  const found = read.find((each) => each.region === rule.region && each.accumulation === accumulation);
  return found === undefined ? [] : [[alertId, found]];
}

function isCauseOf({ submissionId, source, knownAt }: AlertChange, cause: Cause): boolean {
  return submissionId === cause.submissionId && source === cause.source && knownAt === cause.received.at;
}

function decideAll(facts: KeyFacts, cause: Cause): AlertChange[] {
  return facts.subjects.flatMap((subject) => {
    const judgement = facts.judgements.get(subject.alertId) ?? null;
    const previous = facts.newest.get(subject.alertId) ?? null;
    const observed = { judgement, isWithdrawn: facts.withdrawn.has(subject.alertId), rule: subject.rule };
    const content = decideAlert(observed, previous, cause.received.at);
    return content === null ? [] : [composeAlertChange({ subject, content, previous, judgement, cause })];
  });
}
