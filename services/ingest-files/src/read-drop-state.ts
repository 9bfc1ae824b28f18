import { lstat, readFile } from "node:fs/promises";
import { type DropNote, type DropPlan, dropNote, dropPlan } from "./drop-note.ts";
import { type DropFolder, dropFolder } from "./inbox-folders.ts";

/**
 * How far a drop has come, by what lies in its folder:
 * `gone`: no file (it was never taken, or is already where it stays); `taken`: a file that is not read yet; `spooled`:
 * its bodies are on disk; `published`: the log has all of them.
 */
export type DropStage = "gone" | "taken" | "spooled" | "published";

export interface DropState {
  readonly drop: DropFolder;
  readonly stage: DropStage;
  readonly note: DropNote | null;
  readonly plan: DropPlan | null;
}

export async function readDropState(inbox: string, id: string): Promise<DropState> {
  const drop = dropFolder(inbox, id);
  const note = await readJson(drop.note, dropNote);
  if (note === null || !(await exists(drop.content))) return { drop, stage: "gone", note, plan: null };
  const plan = await readJson(drop.plan, dropPlan);
  if (plan === null) return { drop, stage: "taken", note, plan };
  return { drop, stage: (await exists(drop.published)) ? "published" : "spooled", note, plan };
}

async function readJson<T>(path: string, schema: { parse(value: unknown): T }): Promise<T | null> {
  const text = await readFile(path, "utf8").catch(missingIsNull);
  return text === null ? null : schema.parse(JSON.parse(text));
}

async function exists(path: string): Promise<boolean> {
  return (await lstat(path).catch(missingIsNull)) !== null;
}

function missingIsNull(error: NodeJS.ErrnoException): null {
  if (error.code === "ENOENT") return null;
  throw error;
}
