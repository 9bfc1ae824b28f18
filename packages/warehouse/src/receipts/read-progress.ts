import { PARKED } from "./read-dead-letter.ts";
import type { ReceiptReader } from "./receipt-reader.ts";

export interface Progress {
  /** `ended`: its receipt is final, be it stored, rejected or a dead letter. `parked`: it waits for an operator. */
  readonly kind: "ended" | "parked";
  /** The stage that could not go on; null where all did. */
  readonly stage: string | null;
}

/**
 * How far submissions have come, by id, in two questions however many they are; those that are still on their way are
 * absent. What another source sent under one of the ids is not looked at. @throws WarehouseError
 */
export async function readProgress(
  warehouse: ReceiptReader,
  submissions: readonly { readonly submissionId: string; readonly source: string }[],
): Promise<ReadonlyMap<string, Progress>> {
  const progress = new Map<string, Progress>();
  const settled = await askFor(SETTLED_SQL, submissions);
  for (const { submission_id: id } of settled) progress.set(id, { kind: "ended", stage: null });
  const open = submissions.filter(({ submissionId }) => !progress.has(submissionId));
  for (const { submission_id: id, stage, parked } of await askFor(DEAD_LETTERS_SQL, open)) {
    // The first letter of a submission decides, as in its receipt.
    if (!progress.has(id)) progress.set(id, { kind: Number(parked) === 1 ? "parked" : "ended", stage });
  }
  return progress;

  async function askFor(sql: string, asked: typeof submissions): Promise<readonly ProgressRow[]> {
    if (asked.length === 0) return [];
    const names = { ids: asked.map(({ submissionId }) => submissionId), sources: asked.map(({ source }) => source) };
    return warehouse.query<ProgressRow>(sql, names);
  }
}

interface ProgressRow {
  readonly submission_id: string;
  readonly stage: string;
  readonly parked: number;
}

/** The id stands first in the sorting key: it finds the granules, the source only sorts out. */
const NAMED = `submission_id IN {ids:Array(String)}
  AND has(arrayZip({ids:Array(String)}, {sources:Array(String)}), (submission_id, toString(source)))`;

const SETTLED_SQL = `
SELECT DISTINCT submission_id, '' AS stage, 0 AS parked
FROM submissions FINAL
WHERE ${NAMED}`;

const DEAD_LETTERS_SQL = `
SELECT submission_id, stage, code = '${PARKED}' AS parked
FROM dead_letters FINAL
WHERE ${NAMED}
ORDER BY known_at, stage`;
