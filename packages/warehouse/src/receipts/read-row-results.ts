import type { RowOutcome, RowResult } from "@yardstick/contracts";
import type { ReceiptReader, StoredSubmission, SubmissionName } from "./receipt-reader.ts";

export interface RowsQuestion extends SubmissionName {
  /** Only rows of which this became. */
  readonly outcome?: RowOutcome | undefined;
  /** Rows behind this one; 0 is the beginning. */
  readonly afterRow: number;
  readonly limit: number;
}

export interface RowResults {
  readonly rows: readonly RowResult[];
  /** The row that the next page begins behind, null at the end. */
  readonly nextAfterRow: number | null;
  /** Whose rows they are; null where there are none. */
  readonly submission: StoredSubmission | null;
}

/**
 * What became of the rows of a stored submission, in the order in which they were sent; none where none is stored.
 * @throws WarehouseError
 */
export async function readRowResults(warehouse: ReceiptReader, question: RowsQuestion): Promise<RowResults> {
  const { submissionId: id, source = "", outcome = "", afterRow, limit } = question;
  const found = await warehouse.query<StoredRow>(ROWS_SQL, { id, source, outcome, afterRow, limit: limit + 1 });
  const rows = found.slice(0, limit).map(toResult);
  const [first] = found;
  return {
    rows,
    nextAfterRow: found.length > limit ? (rows.at(-1)?.row ?? null) : null,
    submission: first === undefined ? null : { source: first.source, version: first.submission_version },
  };
}

interface StoredRow {
  readonly row: number;
  readonly place: string;
  readonly outcome: RowOutcome | "";
  readonly source: string;
  readonly submission_version: string;
}

const toResult = ({ row, place, outcome }: StoredRow): RowResult => ({
  row: Number(row),
  place: place === "" ? null : place,
  outcome: outcome === "" ? null : outcome,
});

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
    WHERE submission_id = {id:String} AND ({source:String} = '' OR source = {source:String})
    ORDER BY version
    LIMIT 1
  )
)
WHERE row > {afterRow:UInt32} AND ({outcome:String} = '' OR outcome = {outcome:String})
ORDER BY row
LIMIT {limit:UInt32}`;
