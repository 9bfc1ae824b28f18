import type { Receipt, RowOutcome } from "@yardstick/contracts";
import { type Progress, type ReceiptReader, readProgress, readReceipt, readRowResults } from "@yardstick/warehouse";
import type { SpooledPart } from "./drop-note.ts";

/** Where the receipts of published parts come from. */
export interface PartReceipts {
  /** How far these submissions have come, by id; those that are on their way are absent. One question, however many wait. */
  progress(parts: readonly SpooledPart[]): Promise<ReadonlyMap<string, Progress>>;
  /** The receipt of a part that has ended, with all of its issues; null where it has not. */
  receipt(part: SpooledPart): Promise<PartReceipt | null>;
}

export interface PartReceipt {
  readonly receipt: Receipt;
  /** What became of each row, by row - 1. */
  readonly outcomes: readonly (RowOutcome | null)[];
}

export function readPartReceipts(warehouse: ReceiptReader): PartReceipts {
  return {
    progress: (parts) => readProgress(warehouse, parts),
    receipt: (part) => readPartReceipt(warehouse, part),
  };
}

/** Longest list of issues of one submission; their counts are complete anyway. */
const MAX_ISSUES = 20_000;

async function readPartReceipt(warehouse: ReceiptReader, part: SpooledPart): Promise<PartReceipt | null> {
  const { submissionId, source, rows } = part;
  const found = await readReceipt(warehouse, { submissionId, source, limit: MAX_ISSUES, after: null });
  if (found === null || found.receipt.state === "received") return null;
  if (found.submission === null) return refusedWhole(found.receipt, rows);
  const results = await readRowResults(warehouse, { submissionId, source, afterRow: 0, limit: rows });
  return { receipt: found.receipt, outcomes: results.rows.map(({ outcome }) => outcome) };
}

/** Of a dead letter the store knows no rows: none of them came further than its record. */
function refusedWhole(receipt: Receipt, rows: number): PartReceipt {
  const counts = { ...receipt.counts, rejected: rows };
  return { receipt: { ...receipt, counts }, outcomes: Array<RowOutcome>(rows).fill("rejected") };
}
