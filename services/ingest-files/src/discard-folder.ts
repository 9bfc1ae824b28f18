import { lstat, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";

/** Ending of a folder that is about to be removed. */
const GOING = ".going";

/**
 * Removes the folder of a drop unless a file is in it. It is moved aside before it is looked into, so that a process
 * that was only slow, and puts its file there at this very moment, finds no folder, and leaves the file where it was.
 */
export async function discardFolder(folder: string): Promise<void> {
  const moved = await rename(folder, `${folder}${GOING}`).then(() => true, missingIsFalse);
  if (moved) await removeMoved(folder);
}

/** Goes on with what a killed process left between the two. */
export async function discardLeftOvers(taken: string): Promise<void> {
  const names = await readdir(taken).catch(missingIsNone);
  for (const name of names) {
    if (name.endsWith(GOING)) await removeMoved(join(taken, name.slice(0, -GOING.length)));
  }
}

async function removeMoved(folder: string): Promise<void> {
  const going = `${folder}${GOING}`;
  const hasFile = await lstat(join(going, "content")).then(() => true, missingIsFalse);
  if (hasFile) await rename(going, folder).catch(missingIsFalse);
  else await rm(going, { recursive: true, force: true });
}

function missingIsFalse(error: NodeJS.ErrnoException): false {
  if (error.code === "ENOENT") return false;
  throw error;
}

function missingIsNone(error: NodeJS.ErrnoException): string[] {
  if (error.code === "ENOENT") return [];
  throw error;
}
