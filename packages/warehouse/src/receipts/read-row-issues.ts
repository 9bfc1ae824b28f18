import type { Issue } from "@yardstick/contracts";
import { ISSUE_COLUMNS, type IssueRow, toIssue } from "./issue-row.ts";
import type { RowResults } from "./read-row-results.ts";
import type { ReceiptReader } from "./receipt-reader.ts";

/** The issues of a page of rows, in the order of rows. @throws WarehouseError */
export async function readRowIssues(
  warehouse: ReceiptReader,
  submissionId: string,
  { rows, submission }: RowResults,
): Promise<Issue[]> {
  const [first, last] = [rows[0], rows.at(-1)];
  if (first === undefined || last === undefined || submission === null) return [];
  const span = { ...submission, firstRow: first.row, lastRow: last.row };
  return (await warehouse.query<IssueRow>(ISSUES_SQL, { id: submissionId, ...span })).map(toIssue);
}

const ISSUES_SQL = `
SELECT ${ISSUE_COLUMNS}
FROM submission_issues FINAL
WHERE submission_id = {id:String} AND source = {source:String} AND version = {version:UInt128}
  AND row BETWEEN {firstRow:UInt32} AND {lastRow:UInt32}
ORDER BY row, ordinal`;
