import type { Issue, Receipt } from "@yardstick/contracts";
import type { Warehouse } from "@yardstick/warehouse";
import { emptyReceipt } from "./empty-receipt.ts";

interface DeadLetterRow {
  readonly source: string;
  readonly stage: string;
  readonly code: string;
  readonly reason: string;
}

const DEAD_LETTER_SQL = `
SELECT source, stage, code, reason
FROM dead_letters FINAL
WHERE submission_id = {id:String}
ORDER BY known_at, stage
LIMIT 1`;

/** Code of a record that waits for a person: its stage crashed on it. */
const PARKED = "PARKED";

/** A record of the submission that no stage could read is the end of it; one that is parked may still go on. */
export async function readDeadLetter(
  warehouse: Pick<Warehouse, "query">,
  submissionId: string,
): Promise<Receipt | null> {
  const [row] = await warehouse.query<DeadLetterRow>(DEAD_LETTER_SQL, { id: submissionId });
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

const parked = ({ stage }: DeadLetterRow) => ({
  zh: `处理环节 ${stage} 出错,等待运维人员处理。`,
  en: `Stage ${stage} failed on it; it waits for an operator.`,
});

const unreadable = ({ stage, reason }: DeadLetterRow) => ({
  zh: `处理环节 ${stage} 无法读取:${reason}`,
  en: `Stage ${stage} could not read it: ${reason}`,
});
