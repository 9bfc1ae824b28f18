import { mkdir, rename } from "node:fs/promises";
import { join } from "node:path";
import { discardFolder } from "./discard-folder.ts";
import type { DropNote } from "./drop-note.ts";
import type { DropStepHook } from "./drop-step.ts";
import type { FileReceipt } from "./file-receipt.ts";
import type { DropFolder } from "./inbox-folders.ts";
import { keptName } from "./kept-name.ts";
import { flushFolder, writeDurably } from "./write-durably.ts";

export interface FinishOptions {
  readonly inbox: string;
  readonly note: DropNote;
  readonly receipt: FileReceipt;
  /** The receipt as a table, a line for each row of the file. */
  readonly table: string;
  readonly step: DropStepHook;
}

/** Where a file ends. Only a file that is stored, as far as its mode asks, needs nobody's look. */
export function outcomeOf({ state }: FileReceipt): "done" | "rejected" {
  return state === "stored" ? "done" : "rejected";
}

/**
 * Puts the receipts and then the file where they stay: who finds a file in `done` finds its receipts beside it. Every
 * name is derived from the drop's id, so that doing it again ends in the same.
 */
export async function finishDrop(
  drop: DropFolder,
  { inbox, note, receipt, table, step }: FinishOptions,
): Promise<void> {
  await writeDurably(drop.table, table);
  await writeDurably(drop.receipt, `${JSON.stringify(receipt, null, 2)}\n`);
  await step("receipt-written");
  const target = join(inbox, outcomeOf(receipt), note.source ?? "");
  const kept = join(target, keptName(note.id, note.name));
  await mkdir(target, { recursive: true });
  await rename(drop.table, `${kept}.receipt.csv`);
  await rename(drop.receipt, `${kept}.receipt.json`);
  await flushFolder(target);
  await step("receipt-moved");
  await rename(drop.content, kept);
  await flushFolder(target);
  await step("file-moved");
  await discardFolder(drop.folder);
}
