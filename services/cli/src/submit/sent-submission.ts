import type { Issue, Problem, Receipt } from "@yardstick/contracts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { isSettled } from "../ingest/await-settled.ts";
import type { Shipment } from "../ingest/shipment.ts";

/** What became of one shipment: a receipt, or a problem where it was refused. */
export interface SentSubmission {
  readonly shipment: Shipment;
  readonly receipt: Receipt | null;
  readonly problem: Pick<Problem, "code" | "detail" | "issues"> | null;
}

/** All that is wrong with it, with rows as they stand in the file. */
export function issuesOf({ shipment: { fileRows }, receipt, problem }: SentSubmission): Issue[] {
  const issues = receipt?.issues ?? problem?.issues ?? [];
  if (fileRows === null) return [...issues];
  return issues.map((issue) => ({
    ...issue,
    row: issue.row === null ? null : (fileRows[issue.row - 1] ?? issue.row),
  }));
}

/** Rows that were sent: what is known of the file, else what the receipt counts once it is settled. */
export function rowsOf({ shipment, receipt }: SentSubmission): number | null {
  if (shipment.rows !== null) return shipment.rows;
  const counted = Object.values(receipt?.counts ?? {}).reduce((sum, count) => sum + count, 0);
  return counted === 0 ? null : counted;
}

/** A dry run has no id, and nothing to wait for. */
export function exitCodeOf(sent: readonly SentSubmission[]): ExitCode {
  const unsettled = sent.some(({ receipt }) => receipt?.submissionId !== undefined && !isSettled(receipt));
  if (unsettled) return EXIT.unsettled;
  const refused = sent.some(({ receipt, problem }) => problem !== null || (receipt?.counts.rejected ?? 0) > 0);
  return refused ? EXIT.rejected : EXIT.done;
}
