import { mkdir, rename } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { ReferenceData } from "@yardstick/contracts";
import type { Randomness } from "@yardstick/runtime";
import { discardFolder } from "./discard-folder.ts";
import { dropId } from "./drop-id.ts";
import type { DropNote } from "./drop-note.ts";
import type { DropStepHook } from "./drop-step.ts";
import type { InboxEntry } from "./inbox-entry.ts";
import { dropFolder } from "./inbox-folders.ts";
import { judgeEntry } from "./judge-entry.ts";
import { flushFolder, writeFlushed } from "./write-durably.ts";

export interface TakeScope {
  readonly inbox: string;
  /** What the `holder` file says: who watches the folder. */
  readonly holder: string;
  /** Not before that of an earlier file. In milliseconds since 1970. */
  readonly takenAtMs: number;
  readonly reference: ReferenceData;
  readonly randomness: Randomness;
  readonly step: DropStepHook;
}

/**
 * Takes an entry out of the inbox by one rename, which no two processes can both do; null where another was first, or
 * it went away. What is known of it is on disk before that, so that whoever finds it in `taken/` can go on.
 */
export async function takeEntry(entry: InboxEntry, scope: TakeScope): Promise<DropNote | null> {
  const { inbox, takenAtMs, randomness, step } = scope;
  const id = dropId(takenAtMs, randomness.randomBytes(4));
  const note = {
    id,
    ...judgeEntry(entry, scope.reference),
    name: entry.name,
    takenAt: new Date(takenAtMs).toISOString(),
  };
  const drop = dropFolder(inbox, id);
  await mkdir(join(inbox, "taken"), { recursive: true });
  await mkdir(drop.folder);
  try {
    await writeFlushed(drop.holder, scope.holder);
    await writeFlushed(drop.note, JSON.stringify(note));
    await flushFolder(dirname(drop.folder));
    await step("noted");
    await rename(entry.path, drop.content);
  } catch (error) {
    await discardFolder(drop.folder);
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
  await flushFolder(drop.folder);
  await step("taken");
  return note;
}
