import type { Issue, ReceiptCounts, ReferenceData, RowOutcome } from "@yardstick/contracts";
import { type ClaimBoard, type Outcome, positionOf, type SettlingSubmission } from "./claim.ts";
import { type ClaimDecision, decideClaim } from "./decide-claim.ts";
import { claimIssue, idReused } from "./store-issues.ts";

/** What became of a submission. `repeated`: it came before under its id, and that receipt stands. */
export interface SubmissionDecision {
  readonly kind: "stored" | "rejected" | "repeated";
  /** One for each claim, in their order. */
  readonly outcomes: readonly Outcome[];
  /** The store's own findings, in the order of rows. */
  readonly issues: readonly Issue[];
}

/** Whether a submission is the first under its id, the same content again, or other content. */
export type IdStanding = "first" | "repeated" | "reused";

export interface DecisionFacts {
  /** All claims at the coordinates of the submissions. Deciding writes the outcomes into it. */
  readonly board: ClaimBoard;
  readonly idStanding: (submission: SettlingSubmission) => IdStanding;
  readonly reference: Pick<ReferenceData, "statuses">;
}

/**
 * Decides submissions in the order of the log, each by all that stands before it there, whatever the order in which
 * they came by: ownership is a function of the facts. DESIGN §6.4.
 */
export function decideSubmissions<Submission extends SettlingSubmission>(
  submissions: readonly Submission[],
  facts: DecisionFacts,
): Map<Submission, SubmissionDecision> {
  const inOrder = submissions.toSorted((a, b) => (a.position < b.position ? -1 : 1));
  return new Map(inOrder.map((submission) => [submission, decide(submission, facts)]));
}

function decide(submission: SettlingSubmission, { board, idStanding, reference }: DecisionFacts): SubmissionDecision {
  const { source, claims, mode, submissionId } = submission;
  const standing = idStanding(submission);
  const decided =
    standing === "first"
      ? claims.map((claim) => decideClaim({ claim, source }, board.get(claim.key) ?? [], reference.statuses))
      : claims.map(() => REFUSED);
  const refused = decided.filter(({ outcome }) => outcome === "refused").length;
  const isRefused = standing !== "first" || (refused > 0 && (mode === "atomic" || refused === claims.length));
  const outcomes = isRefused ? claims.map((): Outcome => "refused") : decided.map(({ outcome }) => outcome);
  for (const [at, claim] of claims.entries()) place(board, submission, claim, outcomes[at] ?? "refused");
  const issues = claims.flatMap((claim, at) => {
    const { fault = null, outcome = "refused" } = decided[at] ?? {};
    return fault === null ? [] : [claimIssue(claim, fault, { isRefused: outcome === "refused" })];
  });
  if (standing === "reused") issues.push(idReused(submissionId));
  const kind = standing === "repeated" ? "repeated" : isRefused || claims.length === 0 ? "rejected" : "stored";
  return { kind, outcomes, issues };
}

const REFUSED: ClaimDecision = { outcome: "refused", fault: null };

function place(
  board: ClaimBoard,
  { source, submissionId }: SettlingSubmission,
  { key, value, status, version }: SettlingSubmission["claims"][number],
  outcome: Outcome,
): void {
  const there = board.get(key) ?? [];
  board.set(key, there);
  const own = there.find((claim) => claim.version === version);
  if (own === undefined) {
    there.push({ source, submissionId, value, status, version, position: positionOf(version), stored: null, outcome });
  } else own.outcome = outcome;
}

/** What became of each row that was sent, in their order; those that the validator refused are rejected. */
export function rowOutcomes(
  { kind, outcomes }: SubmissionDecision,
  { claims, rows }: { claims: SettlingSubmission["claims"]; rows: number },
): RowOutcome[] {
  const became = new Array<RowOutcome>(rows).fill("rejected");
  if (kind !== "stored") return became;
  for (const [at, { row }] of claims.entries()) {
    const outcome = outcomes[at] ?? "refused";
    if (outcome !== "refused") became[row - 1] = outcome;
  }
  return became;
}

/** Disjoint counts that sum to the rows sent. */
export function countsOf(outcomes: readonly RowOutcome[]): ReceiptCounts {
  const counts = { accepted: 0, superseded: 0, unchanged: 0, rejected: 0 };
  for (const outcome of outcomes) counts[outcome] += 1;
  return counts;
}
