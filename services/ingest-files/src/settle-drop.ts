import { readFile } from "node:fs/promises";
import { type Receipt, type RowResult, submissionBody } from "@yardstick/contracts";
import { RECEIPT_CSV_HEAD, receiptCsvOthers, receiptCsvRows, rowsWithIssues } from "@yardstick/submissions";
import type { DropNote, DropPlan, SpooledPart } from "./drop-note.ts";
import type { DropStepHook } from "./drop-step.ts";
import { type FileReceipt, fileReceipt } from "./file-receipt.ts";
import { finishDrop } from "./finish-drop.ts";
import { dropFolder } from "./inbox-folders.ts";
import type { PartReceipt, PartReceipts } from "./read-part-receipts.ts";

export interface SettleScope {
  readonly inbox: string;
  readonly receipts: PartReceipts;
  readonly step: DropStepHook;
}

/**
 * Gives a drop whose parts are all settled, or that has none, its receipts, and moves it to where it stays. Null where a
 * part turns out not to be settled.
 */
export async function settleDrop(
  id: string,
  { note, plan }: { note: DropNote; plan: DropPlan | null },
  scope: SettleScope,
): Promise<FileReceipt | null> {
  const { inbox, step } = scope;
  const drop = dropFolder(inbox, id);
  const receipts: Receipt[] = [];
  const results: RowResult[] = [];
  for (const [index, part] of (plan?.parts ?? []).entries()) {
    const settled = await scope.receipts.receipt(part);
    if (settled === null) return null;
    receipts.push(settled.receipt);
    results.push(...(await rowsOf(drop.part(index), part, settled.outcomes)));
  }
  const receipt = fileReceipt(note, plan, receipts);
  await finishDrop(drop, { inbox, note, receipt, table: tableOf(results, receipt), step });
  return receipt;
}

/** The receipt as a table that lies beside the file, whatever it was cut into. */
function tableOf(results: readonly RowResult[], receipt: FileReceipt): string {
  const { rows, others } = rowsWithIssues(results, receipt.issues);
  return `${RECEIPT_CSV_HEAD}${receiptCsvRows(rows)}${receiptCsvOthers(others)}`;
}

/** Rows of a part as they stand in the file. */
async function rowsOf(
  path: string,
  { firstRow }: SpooledPart,
  outcomes: PartReceipt["outcomes"],
): Promise<RowResult[]> {
  const body = submissionBody.parse(JSON.parse(await readFile(path, "utf8")));
  return body.observations.map(({ place = null }, index) => ({
    row: firstRow + index,
    place,
    outcome: outcomes[index] ?? null,
  }));
}
