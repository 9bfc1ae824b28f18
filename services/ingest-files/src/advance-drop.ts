import { discardFolder } from "./discard-folder.ts";
import type { DropNote, DropPlan, Refusal } from "./drop-note.ts";
import { type PublishScope, publishParts } from "./publish-parts.ts";
import { readDropState } from "./read-drop-state.ts";
import { type SpoolScope, spoolDrop, spoolRefusal } from "./spool-drop.ts";

export interface AdvanceScope extends SpoolScope, PublishScope {
  readonly inbox: string;
}

/** What is left to do for a drop: `settle` when its receipts are there, or nothing. */
export type AdvancedDrop =
  | { readonly kind: "gone" }
  | { readonly kind: "published"; readonly note: DropNote; readonly plan: DropPlan };

/**
 * Brings a drop as far as the log: reads the file, then publishes what it was read as. Which step comes next is read
 * from the disk alone, so that a process that was killed anywhere, a retry and another process go on alike.
 *
 * | killed after | leaves | the next one |
 * | --- | --- | --- |
 * | noted | a folder without a file; the file in the inbox | removes the folder, takes the file again |
 * | taken | the file in the drop's folder | reads it |
 * | spooled, part-published | the bodies on disk | publishes them from the first, under the same ids |
 * | published | a mark that the log has all of them | waits for the receipts |
 * | receipt-written, receipt-moved | receipts, and the file still in the drop's folder | writes the same receipts again, moves the file |
 * | file-moved | a folder without a file | removes the folder |
 */
export async function advanceDrop(id: string, scope: AdvanceScope): Promise<AdvancedDrop> {
  const { drop, stage, note, plan } = await readDropState(scope.inbox, id);
  if (stage === "gone" || note === null) {
    await discardFolder(drop.folder);
    return { kind: "gone" };
  }
  if (plan === null) {
    if (note.refusal === null) await spoolDrop(drop, note, scope);
    else await spoolRefusal(drop, note.refusal, scope);
    return advanceDrop(id, scope);
  }
  if (stage === "spooled") await publishParts(drop, { note, plan }, scope);
  return { kind: "published", note, plan };
}

/** Ends a drop that no attempt could read: it has to be out of the way of the files behind it. */
export async function refuseDrop(
  id: string,
  refusal: Refusal,
  scope: Pick<AdvanceScope, "inbox" | "holder">,
): Promise<void> {
  const { drop, stage } = await readDropState(scope.inbox, id);
  if (stage === "taken") await spoolRefusal(drop, refusal, scope);
}
