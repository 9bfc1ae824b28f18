import type { ReceiptRow } from "@yardstick/contracts";
import { rowsWithIssues } from "@yardstick/submissions";
import { type ReceiptReader, type RowsQuestion, readRowIssues, readRowResults } from "@yardstick/warehouse";

export interface ReceiptPage {
  readonly rows: readonly ReceiptRow[];
  /** The row that the next page begins behind, null at the end. */
  readonly nextAfterRow: number | null;
}

/** Rows of a stored submission, each with its issues; none where none is stored. */
export async function readReceiptPage(warehouse: ReceiptReader, question: RowsQuestion): Promise<ReceiptPage> {
  const results = await readRowResults(warehouse, question);
  const issues = await readRowIssues(warehouse, question.submissionId, results);
  return { rows: rowsWithIssues(results.rows, issues).rows, nextAfterRow: results.nextAfterRow };
}
