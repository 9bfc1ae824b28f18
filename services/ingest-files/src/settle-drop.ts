import { readFile } from "node:fs/promises";
import { type Receipt, type RowOutcome, submissionBody } from "@yardstick/contracts";
import type { DropNote, DropPlan, SpooledPart } from "./drop-note.ts";
import type { DropStepHook } from "./drop-step.ts";
import { type FileReceipt, fileReceipt } from "./file-receipt.ts";
import { finishDrop } from "./finish-drop.ts";
import { dropFolder } from "./inbox-folders.ts";
import type { PartReceipts } from "./read-part-receipts.ts";
import { type ReceiptRow, receiptTable } from "./receipt-table.ts";

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
  const rows: ReceiptRow[] = [];
  for (const [index, part] of (plan?.parts ?? []).entries()) {
    const receipt = await scope.receipts.receipt(part);
    if (receipt === null) return null;
    receipts.push(receipt);
    rows.push(...(await rowsOf(drop.part(index), part, receipt)));
  }
  const receipt = fileReceipt(note, plan, receipts);
  await finishDrop(drop, { inbox, note, receipt, table: receiptTable(rows, receipt.issues), step });
  return receipt;
}

/** Rows of a part as they stand in the file. */
async function rowsOf(path: string, { firstRow }: SpooledPart, receipt: Receipt): Promise<ReceiptRow[]> {
  const body = submissionBody.parse(JSON.parse(await readFile(path, "utf8")));
  const outcomes = outcomesOf(receipt, body.observations.length);
  return body.observations.map(({ place = "" }, index) => ({
    row: firstRow + index,
    place,
    outcome: outcomes[index] ?? "",
  }));
}

/** Outcomes of the rows as far as counts and issues tell them: all alike, or those that an error was found in. */
function outcomesOf({ state, counts, issues }: Receipt, rows: number): (RowOutcome | "")[] {
  if (state === "rejected") return Array<RowOutcome>(rows).fill("rejected");
  const kinds = Object.entries(counts).filter(([name, count]) => name !== "rejected" && count > 0);
  const other = kinds.length === 1 ? (kinds[0]?.[0] as RowOutcome) : "";
  const outcomes = Array<RowOutcome | "">(rows).fill(other);
  for (const { row, severity } of issues) if (row !== null && severity === "error") outcomes[row - 1] = "rejected";
  return outcomes;
}
