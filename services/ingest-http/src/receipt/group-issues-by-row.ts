import type { Issue } from "@yardstick/contracts";

/** Issues by the row that they are about, in their order; those of the submission as a whole are left out. */
export function groupIssuesByRow(issues: readonly Issue[]): ReadonlyMap<number, Issue[]> {
  const byRow = new Map<number, Issue[]>();
  for (const issue of issues) {
    if (issue.row === null) continue;
    const found = byRow.get(issue.row);
    if (found === undefined) byRow.set(issue.row, [issue]);
    else found.push(issue);
  }
  return byRow;
}
