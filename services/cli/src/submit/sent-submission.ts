import type { Issue, Problem, Receipt } from "@yardstick/contracts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { isSettled } from "../ingest/await-settled.ts";
import type { PlannedSubmission } from "../ingest/plan-submissions.ts";

/** What became of one planned submission: a receipt, or a problem where it was refused at the door. */
export interface SentSubmission {
  readonly planned: PlannedSubmission;
  readonly receipt: Receipt | null;
  readonly problem: Problem | null;
}

/** All that is wrong with it, with rows as they stand in the file. */
export function issuesOf({ planned, receipt, problem }: SentSubmission): Issue[] {
  const issues = receipt?.issues ?? problem?.issues ?? [];
  return issues.map((issue) => ({
    ...issue,
    row: issue.row === null ? null : (planned.fileRows[issue.row - 1] ?? issue.row),
  }));
}

/** A dry run has no id, and nothing to wait for. */
export function exitCodeOf(sent: readonly SentSubmission[]): ExitCode {
  const unsettled = sent.some(({ receipt }) => receipt?.submissionId !== undefined && !isSettled(receipt));
  if (unsettled) return EXIT.unsettled;
  const refused = sent.some(({ receipt, problem }) => problem !== null || (receipt?.counts.rejected ?? 0) > 0);
  return refused ? EXIT.rejected : EXIT.done;
}
