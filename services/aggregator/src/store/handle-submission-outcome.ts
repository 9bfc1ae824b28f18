import type { ReferenceData } from "@yardstick/contracts";
import type { BatchDone, DecodedRecord, Publication } from "@yardstick/pipeline";
import { auditRows } from "./audit-rows.ts";
import { changedEvents } from "./changed-events.ts";
import { isTaken } from "./claim.ts";
import type { Coordinate } from "./coordinate.ts";
import type { SubmissionDecision } from "./decide-submissions.ts";
import type { OutcomeEvent } from "./outcome-event.ts";
import { issuesBySubmission, type ReceiptInQuestion, receiptRows, saysReceipt } from "./receipt-rows.ts";
import { type Settlement, settleSubmissions } from "./settle-submissions.ts";
import { settledEvents } from "./settled-events.ts";
import { isEntangled, type SettlementChanges, settlementChanges } from "./settlement-changes.ts";
import { claimRows, currentRows } from "./store-rows.ts";
import type { StoredClaims } from "./stored-claims.ts";
import { type SubmissionInQuestion, submissionInHand, submissionKey, validationOf } from "./submission-in-question.ts";

export interface StoreContext {
  readonly stored: StoredClaims;
  readonly reference: ReferenceData;
  readonly topicPrefix: string;
}

/**
 * Settles the submissions of a batch by everything that stands before them in the log, and those behind them that this
 * changes. Other partitions may write at the same time: each writes, then looks whether what it rested on still holds,
 * so the last one to look has seen everything. Where nobody else claims a coordinate, one cheap question is all of it.
 */
export async function handleSubmissionOutcome(
  records: readonly Pick<DecodedRecord<OutcomeEvent>, "value">[],
  context: StoreContext,
): Promise<BatchDone> {
  const inHand = records.map(({ value }) => submissionInHand(value, context.reference));
  const round = await settleRound(inHand, { context, isFirst: true, told: new Map() });
  return round ?? { kind: "done" };
}

interface Round {
  readonly context: StoreContext;
  readonly isFirst: boolean;
  /** What each receipt was last told to say, by `submissionKey`: another process may have written over it since. */
  readonly told: Map<string, string>;
}

/** One round of writing; null where the tables say already what they have to. */
async function settleRound(start: readonly SubmissionInQuestion[], round: Round): Promise<BatchDone | null> {
  const { context, isFirst } = round;
  const settlement = await settleSubmissions(start, { ...context, isFirst });
  const entangled = isEntangled(settlement) || !isFirst;
  const submissions = [...settlement.decisions.keys()];
  const coordinates = entangled ? coordinatesByKey(submissions) : new Map<string, Coordinate>();
  const current = entangled ? await context.stored.currentAt([...coordinates.values()]) : new Map();
  const changes = entangled ? settlementChanges(settlement, { current, isFirst }) : NO_CHANGES;
  const claims = claimRows(settlement, round);
  const receipts = await receiptsToWrite(settlement, changes, round);
  if (!isFirst && claims.rows.length === 0 && changes.unsettled.size === 0 && receipts.length === 0) return null;
  const unsettled = [...changes.unsettled].flatMap(([key, { isLifted }]) => {
    const at = coordinates.get(key);
    return at === undefined ? [] : [{ ...at, key, isLifted }];
  });
  const inHand = newestInHand(submissions);
  const next = { ...round, isFirst: false };
  return {
    kind: "done",
    inserts: [claims, ...currentRows(unsettled)],
    publishes: publications(settlement, changes, { ...round, inHand }),
    receipts: [...(isFirst ? [auditRows(submissions)] : []), ...receiptRows(receipts)],
    afterwards: thenLook({
      settled: settledEvents(receipts, { topicPrefix: context.topicPrefix, inHand }),
      look: () => (entangled ? settleRound(submissions, next) : lookAgain(settlement, next)),
    }),
  };
}

/**
 * Tells what the receipts say before anybody looks again: whoever changes a receipt later has seen it, and tells it
 * after. So the last that is told of a submission is what its receipt says.
 */
function thenLook({ settled, look }: { settled: readonly Publication[]; look: () => Promise<BatchDone | null> }) {
  if (settled.length === 0) return look;
  return async (): Promise<BatchDone> => ({ kind: "done", publishes: settled, afterwards: look });
}

/** Id of the newest submission of the batch, which others' changes come from; empty where there is none. */
function newestInHand(submissions: readonly SubmissionInQuestion[]): string {
  let newest: SubmissionInQuestion | null = null;
  for (const each of submissions) {
    if (each.isInHand && (newest === null || each.position > newest.position)) newest = each;
  }
  return newest?.submissionId ?? "";
}

const NO_CHANGES: SettlementChanges = { unsettled: new Map(), touched: new Set(), revised: new Set() };

function coordinatesByKey(submissions: readonly SubmissionInQuestion[]): Map<string, Coordinate> {
  return new Map(submissions.flatMap(({ claims }) => claims.map(({ key, at }) => [key, at] as const)));
}

/** Settles again only where others have claimed something at these coordinates, or sent under these ids, meanwhile. */
async function lookAgain(settlement: Settlement, round: Round): Promise<BatchDone | null> {
  const { stored } = round.context;
  const submissions = [...settlement.decisions.keys()];
  const coordinates = submissions.flatMap(({ claims }) => claims.map(({ at }) => at));
  const ids = [...new Set(submissions.map(({ submissionId }) => submissionId))];
  const own = new Set(submissions.map(submissionKey));
  const positions = submissions.map(({ position }) => position);
  const [mark, receipts] = await Promise.all([stored.markAt(coordinates, positions), stored.receiptKeys(ids)]);
  const others = (keys: Iterable<string>) => [...keys].filter((key) => !own.has(key)).sort();
  const isSame = others(receipts.map(submissionKey)).join() === others(settlement.receipts.keys()).join();
  return isSame && mark === settlement.mark ? null : await settleRound(submissions, round);
}

/** Those of the submissions in hand, and those of others that no longer say what became of theirs. */
async function receiptsToWrite(
  { decisions, receipts, resumed }: Settlement,
  { revised }: SettlementChanges,
  { context, isFirst, told }: Round,
): Promise<ReceiptInQuestion[]> {
  const wanted: Omit<ReceiptInQuestion, "issuesBefore">[] = [];
  for (const [submission, decision] of decisions) {
    const validation = validationOf(submission, receipts);
    if (validation === null) continue;
    const key = submissionKey(submission);
    const before = receipts.get(key);
    const text = receiptText(decision);
    const isAnew = isFirst && (submission.isInHand || resumed.has(submission));
    const receipt = { submission, validation, decision, before };
    const isTold = saysReceipt(receipt) && (told.get(key) ?? text) === text;
    if (isAnew || !isTold || revised.has(submission)) wanted.push(receipt);
    told.set(key, text);
  }
  const known = wanted.filter(({ submission, before }) => !isFirst || before !== undefined || resumed.has(submission));
  const ids = [...new Set(known.map(({ submission }) => submission.submissionId))];
  const issues = issuesBySubmission(await context.stored.issues(ids));
  return wanted.map((receipt) => ({ ...receipt, issuesBefore: issues.get(submissionKey(receipt.submission)) ?? [] }));
}

const receiptText = ({ kind, outcomes, issues }: SubmissionDecision) =>
  `${kind} ${outcomes.join()} ${issues.map(({ code, row, severity }) => `${code}/${row}/${severity}`).join()}`;

/** What is to be computed again: the new vintages in hand, and every coordinate that others had a say in. */
function publications(
  settlement: Settlement,
  { touched }: SettlementChanges,
  { context, isFirst, inHand }: Round & { readonly inHand: string },
): Publication[] {
  const { reference, topicPrefix } = context;
  return [...settlement.decisions].flatMap(([submission, { outcomes }]) => {
    const claims = submission.claims.filter(({ key }, at) => {
      const isNews = isFirst && submission.isInHand && isTaken(outcomes[at] ?? "refused");
      return isNews || touched.has(key);
    });
    if (claims.length === 0) return [];
    return changedEvents({ submission, claims }, { reference, topicPrefix, inHand });
  });
}
