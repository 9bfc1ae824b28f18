import type { Issue, ReceiptRow, RowResult } from "@yardstick/contracts";

export interface RowsWithIssues {
  readonly rows: readonly ReceiptRow[];
  /** Issues of no row that is here: of the submission as a whole, or found before there were rows. */
  readonly others: readonly Issue[];
}

/** Gives each row its issues, in their order. */
export function rowsWithIssues(rows: readonly RowResult[], issues: readonly Issue[]): RowsWithIssues {
  const byRow = new Map<number, Issue[]>(rows.map(({ row }) => [row, []]));
  const others: Issue[] = [];
  for (const issue of issues) (byRow.get(issue.row ?? 0) ?? others).push(issue);
  return { rows: rows.map((row) => ({ ...row, issues: byRow.get(row.row) ?? [] })), others };
}
