import type { Issue, Receipt } from "@yardstick/contracts";
import { emptyReceipt } from "./empty-receipt.ts";
import type { ReceiptReader, SubmissionName } from "./receipt-reader.ts";

/** Code of a record that waits for a person: its stage crashed on it. */
export const PARKED = "PARKED";

/**
 * The receipt that the first dead letter of a submission makes, null where it has none. A record that no stage could
 * read is the end of it; one that is parked may still go on. @throws WarehouseError
 */
export async function readDeadLetter(
  warehouse: ReceiptReader,
  { submissionId, source = "" }: SubmissionName,
): Promise<Receipt | null> {
  const [row] = await warehouse.query<DeadLetterRow>(DEAD_LETTER_SQL, { id: submissionId, source });
  if (row === undefined) return null;
  const isParked = row.code === PARKED;
  const issue: Issue = {
    rule: row.stage,
    code: row.code,
    severity: "error",
    row: null,
    field: null,
    coordinate: null,
    message: isParked ? parked(row) : unreadable(row),
    suggestion: null,
  };
  return {
    ...emptyReceipt(submissionId, row.source === "" ? null : row.source),
    state: isParked ? "received" : "rejected",
    issueCounts: { [row.code]: 1 },
    issues: [issue],
  };
}

interface DeadLetterRow {
  readonly source: string;
  readonly stage: string;
  readonly code: string;
  readonly reason: string;
}

const DEAD_LETTER_SQL = `
SELECT source, stage, code, reason
FROM dead_letters FINAL
WHERE submission_id = {id:String} AND ({source:String} = '' OR source = {source:String})
ORDER BY known_at, stage
LIMIT 1`;

const parked = ({ stage }: DeadLetterRow) => ({
  zh: `处理环节 ${stage} 出错,等待运维人员处理。`,
  en: `Stage ${stage} failed on it; it waits for an operator.`,
});

const unreadable = ({ stage, reason }: DeadLetterRow) => ({
  zh: `处理环节 ${stage} 无法读取:${reason}`,
  en: `Stage ${stage} could not read it: ${reason}`,
});
