import type { Issue } from "@yardstick/contracts";
import { ISSUE_COLUMNS, type IssueRow, toIssue } from "./issue-row.ts";
import type { ReceiptReader, StoredSubmission } from "./receipt-reader.ts";

/**
 * What concerns a stored submission as a whole and none of its rows: findings of its envelope and file, a reuse of its
 * id. @throws WarehouseError
 */
export async function readWholeIssues(
  warehouse: ReceiptReader,
  submissionId: string,
  { source, version }: StoredSubmission,
): Promise<Issue[]> {
  return (await warehouse.query<IssueRow>(ISSUES_SQL, { id: submissionId, source, version })).map(toIssue);
}

const ISSUES_SQL = `
SELECT ${ISSUE_COLUMNS}
FROM submission_issues FINAL
WHERE submission_id = {id:String} AND source = {source:String} AND (version = {version:UInt128} OR code = 'ID_REUSED')
  AND row IS NULL
ORDER BY submission_issues.version, ordinal
LIMIT 1000`;
