import type { ReferenceData } from "@yardstick/contracts";
import type { ClaimBoard } from "./claim.ts";
import { decideSubmissions, type IdStanding, type SubmissionDecision } from "./decide-submissions.ts";
import type { StoredClaims, StoredReceipt } from "./stored-claims.ts";
import { type SubmissionInQuestion, submissionBehind, submissionKey } from "./submission-in-question.ts";

export interface Settlement {
  readonly decisions: ReadonlyMap<SubmissionInQuestion, SubmissionDecision>;
  /** All claims at the coordinates of these submissions, with what the table says of them and what they have to be. */
  readonly board: ClaimBoard;
  /** Receipts under the ids of these submissions, by `submissionKey`. */
  readonly receipts: ReadonlyMap<string, StoredReceipt>;
  /** Those of which everything is written anew, since an earlier handling may have ended in the middle. */
  readonly resumed: ReadonlySet<SubmissionInQuestion>;
  /** Stands for the claims of others that this rests on. */
  readonly mark: string;
}

export interface SettlingContext {
  readonly stored: StoredClaims;
  readonly reference: Pick<ReferenceData, "statuses">;
  /** Whether these are looked at for the first time since they were delivered. */
  readonly isFirst: boolean;
}

/**
 * Settles submissions by all that stands before them in the log, and after them every submission that they reach: one
 * with a claim behind theirs, at a coordinate where something becomes of theirs that the table does not say yet. What
 * changes there may change others in turn, so it is followed until nothing does.
 *
 * A submission that is delivered again is taken to have been interrupted, once another source shares a coordinate of
 * it: everything that it can reach is settled again, whether or not the table looks right, since the process that died
 * may have written a part.
 */
export async function settleSubmissions(
  start: readonly SubmissionInQuestion[],
  { stored, reference, isFirst }: SettlingContext,
): Promise<Settlement> {
  const inQuestion = new Map(start.map((submission) => [submissionKey(submission), submission]));
  const resumed = new Set<SubmissionInQuestion>();
  // What was written a moment ago is looked at from every side: others may have decided while it was on its way.
  const written = new Set(isFirst ? [] : start);
  for (;;) {
    const settlement = await decideAll([...inQuestion.values()], resumed, { stored, reference, isFirst });
    const before = inQuestion.size + resumed.size;
    const missing = new Map<string, Reached>();
    for (const [key, reached] of reachedBy(settlement, written)) {
      const there = inQuestion.get(key);
      if (there === undefined) missing.set(key, reached);
      else if (reached.isResumed) resumed.add(there);
    }
    for (const submission of await readSubmissions(missing, stored)) {
      const key = submissionKey(submission);
      inQuestion.set(key, submission);
      if (missing.get(key)?.isResumed) resumed.add(submission);
    }
    if (inQuestion.size + resumed.size === before) return settlement;
  }
}

/** A submission behind one in question. */
interface Reached {
  readonly submissionId: string;
  readonly isResumed: boolean;
}

async function decideAll(
  submissions: readonly SubmissionInQuestion[],
  resumed: Set<SubmissionInQuestion>,
  { stored, reference, isFirst }: SettlingContext,
): Promise<Settlement> {
  const coordinates = submissions.flatMap(({ claims }) => claims.map(({ at }) => at));
  const inHand = submissions.filter(({ isInHand }) => isInHand).map(({ position }) => position);
  const [{ board, mark }, receipts] = await Promise.all([
    stored.claimsAt(coordinates, inHand),
    readReceipts(
      stored,
      submissions.map(({ submissionId }) => submissionId),
    ),
  ]);
  for (const each of submissions)
    if (isFirst && each.isInHand && isInterrupted(each, board, receipts)) resumed.add(each);
  const standings = idStandings(submissions, receipts);
  const decisions = decideSubmissions(submissions, {
    board,
    reference,
    idStanding: (each) => standings.get(submissionKey(each)) ?? "first",
  });
  return { decisions, board, receipts, resumed, mark };
}

async function readReceipts(stored: StoredClaims, ids: readonly string[]): Promise<Map<string, StoredReceipt>> {
  const receipts = await stored.receipts([...new Set(ids)]);
  return new Map(receipts.map((receipt) => [submissionKey(receipt), receipt]));
}

/** Whether it was here before, and an earlier handling of it may have left something undone or untold with others. */
function isInterrupted(
  submission: SubmissionInQuestion,
  board: ClaimBoard,
  receipts: ReadonlyMap<string, StoredReceipt>,
): boolean {
  const { source, position, claims } = submission;
  const hasReceipt = receipts.has(submissionKey(submission));
  let isThere = false;
  let isShared = false;
  for (const { key, version } of claims) {
    for (const other of board.get(key) ?? []) {
      if (other.version === version && other.stored !== null) isThere = true;
      if (other.source !== source || (!hasReceipt && other.position > position)) isShared = true;
    }
  }
  const isFollowed = [...receipts.values()].some(
    (other) => other.source === source && other.submissionId === submission.submissionId && other.position > position,
  );
  return (isThere && isShared) || (hasReceipt && isFollowed);
}

/** The earliest submission under an id of a source is the one; another with its content repeats it. */
function idStandings(
  submissions: readonly SubmissionInQuestion[],
  receipts: ReadonlyMap<string, StoredReceipt>,
): Map<string, IdStanding> {
  const idOf = ({ source, submissionId }: { source: string; submissionId: string }) => `${source}|${submissionId}`;
  const earliest = new Map<string, { position: bigint; content: string }>();
  const contents = new Map<string, string>();
  const consider = (of: StoredReceipt | SubmissionInQuestion, content: string) => {
    contents.set(submissionKey(of), content);
    const there = earliest.get(idOf(of));
    if (there === undefined || of.position < there.position) earliest.set(idOf(of), { position: of.position, content });
  };
  for (const receipt of receipts.values()) consider(receipt, receipt.contentSha256);
  for (const each of submissions) if (each.validation !== null) consider(each, each.validation.contentSha256);
  return new Map(
    submissions.map((each) => {
      const key = submissionKey(each);
      const first = earliest.get(idOf(each));
      if (first === undefined || first.position >= each.position) return [key, "first"];
      // Nothing is known of the content of a repetition but that it is one: it has no receipt.
      return [key, (contents.get(key) ?? first.content) === first.content ? "repeated" : "reused"];
    }),
  );
}

/** Submissions with a claim behind what changes, and those that a source sent later under the same id. */
function reachedBy(
  { decisions, board, receipts, resumed }: Settlement,
  written: ReadonlySet<SubmissionInQuestion>,
): Map<string, Reached> {
  const reached = new Map<string, Reached>();
  const reach = (of: { source: string; submissionId: string; position: bigint }, isResumed: boolean) => {
    const key = submissionKey(of);
    reached.set(key, {
      submissionId: of.submissionId,
      isResumed: isResumed || (reached.get(key)?.isResumed ?? false),
    });
  };
  for (const [submission, { outcomes }] of decisions) {
    const isResumed = resumed.has(submission);
    const { source, submissionId, position, claims } = submission;
    for (const [at, { key, version }] of claims.entries()) {
      const standing = board.get(key) ?? [];
      if (standing.length < 2) continue;
      const stored = standing.find((claim) => claim.version === version)?.stored ?? null;
      if (stored === outcomes[at] && !isResumed && !written.has(submission)) continue;
      for (const behind of standing) if (behind.position > position) reach(behind, isResumed);
    }
    for (const receipt of receipts.values()) {
      const isSameId = receipt.source === source && receipt.submissionId === submissionId;
      if (isSameId && receipt.position > position) reach(receipt, isResumed);
    }
  }
  return reached;
}

async function readSubmissions(
  missing: ReadonlyMap<string, Reached>,
  stored: StoredClaims,
): Promise<SubmissionInQuestion[]> {
  const ids = [...new Set([...missing.values()].map(({ submissionId }) => submissionId))];
  if (ids.length === 0) return [];
  const [submissions, receipts] = await Promise.all([stored.submissions(ids), readReceipts(stored, ids)]);
  const found = new Map(submissions.map((submission) => [submissionKey(submission), submission]));
  return [...missing.keys()].flatMap((key) => {
    const submission = found.get(key) ?? receipts.get(key);
    return submission === undefined ? [] : [submissionBehind(submission, found.get(key)?.claims ?? [])];
  });
}
