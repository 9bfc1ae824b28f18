import type { ReceiptRow, RowOutcome } from "@yardstick/contracts";
import { groupIssuesByRow } from "./group-issues-by-row.ts";
import { ISSUE_COLUMNS, type IssueRow, type ReceiptReader, toIssue } from "./read-receipt.ts";

export interface RowsQuestion {
  readonly submissionId: string;
  readonly outcome: RowOutcome | undefined;
  /** Rows behind this one; 0 is the beginning. */
  readonly afterRow: number;
  readonly limit: number;
}

export interface RowsPage {
  readonly rows: readonly ReceiptRow[];
  /** The row that the next page begins behind, null at the end. */
  readonly nextAfterRow: number | null;
}

/** The rows of a stored submission in the order in which they were sent, with their issues; none where none is stored. */
export async function readRows(warehouse: ReceiptReader, question: RowsQuestion): Promise<RowsPage> {
  const { submissionId: id, outcome = "", afterRow, limit } = question;
  const found = await warehouse.query<StoredRow>(ROWS_SQL, { id, outcome, afterRow, limit: limit + 1 });
  const rows = found.slice(0, limit).map((row) => ({ ...row, row: Number(row.row) }));
  const [first, last] = [rows[0], rows.at(-1)];
  if (first === undefined || last === undefined) return { rows: [], nextAfterRow: null };
  const span = { source: first.source, version: first.submission_version, firstRow: first.row, lastRow: last.row };
  const issues = groupIssuesByRow((await warehouse.query<IssueRow>(ISSUES_SQL, { id, ...span })).map(toIssue));
  return {
    rows: rows.map(({ row, place, outcome: became }) => ({
      row,
      place: place === "" ? null : place,
      outcome: became === "" ? null : became,
      issues: issues.get(row) ?? [],
    })),
    nextAfterRow: found.length > limit ? last.row : null,
  };
}

interface StoredRow {
  readonly row: number;
  readonly place: string;
  readonly outcome: RowOutcome | "";
  readonly source: string;
  readonly submission_version: string;
}

/** The arrays may be shorter than the rows: a submission in JSON has no places, an old one no outcomes. */
const ROWS_SQL = `
SELECT tupleElement(line, 1) AS row, tupleElement(line, 2) AS place, tupleElement(line, 3) AS outcome,
  source, submission_version
FROM (
  SELECT source, toString(version) AS submission_version, arrayJoin(arrayZip(
    range(1, toUInt32(rows + 1)),
    arrayResize(places, rows, ''),
    arrayResize(arrayMap(one -> toString(one), outcomes), rows, '')
  )) AS line
  FROM (
    SELECT source, version, rows, places, outcomes
    FROM submissions FINAL
    WHERE submission_id = {id:String}
    ORDER BY version
    LIMIT 1
  )
)
WHERE row > {afterRow:UInt32} AND ({outcome:String} = '' OR outcome = {outcome:String})
ORDER BY row
LIMIT {limit:UInt32}`;

const ISSUES_SQL = `
SELECT ${ISSUE_COLUMNS}
FROM submission_issues FINAL
WHERE submission_id = {id:String} AND source = {source:String} AND version = {version:UInt128}
  AND row BETWEEN {firstRow:UInt32} AND {lastRow:UInt32}
ORDER BY row, ordinal`;
