import { currentClaim, highestVersion, isContested, isTaken, type StandingClaim } from "./claim.ts";
import type { Settlement } from "./settle-submissions.ts";
import type { CurrentRow } from "./stored-claims.ts";
import type { SubmissionInQuestion } from "./submission-in-question.ts";

/** What the tables do not say yet, of a settlement. */
export interface SettlementChanges {
  /** Coordinates whose current row has to be written from all of their claims, since the view cannot have got it right. */
  readonly unsettled: ReadonlyMap<string, { readonly isLifted: boolean }>;
  /** Keys of the claims whose outcome changes, or that are written anew with others' results in doubt. */
  readonly touched: ReadonlySet<string>;
  /** Submissions with a claim that is stored with another outcome. */
  readonly revised: ReadonlySet<SubmissionInQuestion>;
}

/** Whether others have a say in what becomes of this: then it is looked at again, as a whole, once it is written. */
export function isEntangled({ decisions, board, resumed }: Settlement): boolean {
  if (resumed.size > 0) return true;
  for (const [{ isInHand, claims }, { outcomes }] of decisions) {
    if (!isInHand) return true;
    for (const [at, { key, version }] of claims.entries()) {
      const standing = board.get(key) ?? [];
      if (isContested(standing) || isRevised(standing, version, outcomes[at])) return true;
    }
  }
  return false;
}

/** `current`: the rows of `observations`; `isFirst`: the claims in hand were not looked at before. */
export function settlementChanges(
  { decisions, board, resumed }: Settlement,
  { current, isFirst }: { current: ReadonlyMap<string, CurrentRow>; isFirst: boolean },
): SettlementChanges {
  const unsettled = new Map<string, { isLifted: boolean }>();
  const touched = new Set<string>();
  const revised = new Set<SubmissionInQuestion>();
  for (const [submission, { outcomes }] of decisions) {
    const isAnew = isFirst && (submission.isInHand || resumed.has(submission));
    for (const [at, { key, version }] of submission.claims.entries()) {
      const standing = board.get(key) ?? [];
      const isChanged = isRevised(standing, version, outcomes[at]);
      if (isChanged) revised.add(submission);
      const isWritten = standing.every(({ stored }) => stored !== null);
      const isAmiss = isChanged || (isWritten && !isShownRight(current.get(key), standing));
      if (isAmiss || (isAnew && isContested(standing))) {
        unsettled.set(key, { isLifted: isContested(standing) || isBelow(standing, current.get(key)) });
      }
      if (isFirst && resumed.has(submission)) touched.add(key);
    }
  }
  for (const key of unsettled.keys()) touched.add(key);
  return { unsettled, touched, revised };
}

/** Whether the table has this claim with another outcome. */
function isRevised(standing: readonly StandingClaim[], version: bigint, outcome: string | undefined): boolean {
  const own = standing.find((claim) => claim.version === version);
  return own !== undefined && own.stored !== null && own.stored !== outcome;
}

/** Whether the figure that should be shown would not replace the row that is. */
function isBelow(standing: readonly StandingClaim[], row: CurrentRow | undefined): boolean {
  return row !== undefined && row.version > (currentClaim(standing)?.version ?? 0n);
}

/** Whether `observations` shows what these claims come to. */
function isShownRight(row: CurrentRow | undefined, standing: readonly StandingClaim[]): boolean {
  const current = currentClaim(standing);
  if (row === undefined) return false;
  if (isContested(standing) && row.version !== highestVersion(standing)) return false;
  if (current === null) return !row.isTaken;
  const isSame = row.source === current.source && row.submissionId === current.submissionId;
  return row.isTaken && isSame && row.version >= current.version && isTaken(current.outcome);
}
