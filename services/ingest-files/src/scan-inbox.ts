import type { Stats } from "node:fs";
import { lstat, readdir } from "node:fs/promises";
import { hasWriterMark, lockNames } from "./has-writer-mark.ts";
import { type FileLock, type InboxEntry, nameOf } from "./inbox-entry.ts";
import { RESERVED_FOLDERS } from "./inbox-folders.ts";

/** Longest list of one look at a folder: the rest is seen when these are gone. */
const MAX_ENTRIES = 10_000;

/**
 * Everything that lies in the inbox: files of sources (`<source>/<file>`, `<source>/<feed>/<file>`) and what lies where
 * nothing should. Empty folders and files with a writer's mark are passed over; no link is followed.
 */
export async function scanInbox(inbox: string): Promise<InboxEntry[]> {
  return scanFolder(Buffer.from(inbox), [], (name, depth) => depth === 0 && RESERVED_FOLDERS.includes(name));
}

type IsPassedOver = (name: string, depth: number) => boolean;

/** Below the feed's folder nothing is entered: a folder there is an entry itself. */
const DEEPEST = 2;

async function scanFolder(folder: Buffer, folders: readonly string[], skip: IsPassedOver): Promise<InboxEntry[]> {
  const listed = (await readdir(folder, { encoding: "buffer" })).slice(0, MAX_ENTRIES);
  const siblings = new Map(listed.map((bytes) => [nameOf(bytes), Buffer.concat([folder, SLASH, bytes])]));
  const found: InboxEntry[] = [];
  for (const bytes of listed) {
    const name = nameOf(bytes);
    if (hasWriterMark(name) || skip(name, folders.length)) continue;
    const path = Buffer.concat([folder, SLASH, bytes]);
    const stats = await lstat(path).catch(missingIsNull);
    if (stats === null) continue;
    if (stats.isDirectory() && folders.length < DEEPEST) {
      found.push(...(await scanFolder(path, [...folders, name], skip).catch(missingIsEmpty)));
    } else if (found.length < MAX_ENTRIES) {
      found.push({ ...entryOf(stats), path, folders, name, lock: await lockBeside(name, siblings) });
    }
  }
  return found;
}

const SLASH = Buffer.from("/");

function entryOf({ size, mtimeMs, ino }: Stats): Pick<InboxEntry, "size" | "mtimeMs" | "inode"> {
  return { size, mtimeMs, inode: ino };
}

async function lockBeside(name: string, siblings: ReadonlyMap<string, Buffer>): Promise<FileLock | null> {
  for (const lock of lockNames(name)) {
    const path = siblings.get(lock);
    const stats = path === undefined ? null : await lstat(path).catch(missingIsNull);
    if (stats !== null) return { name: lock, mtimeMs: stats.mtimeMs };
  }
  return null;
}

function missingIsNull(error: NodeJS.ErrnoException): null {
  if (error.code === "ENOENT") return null;
  throw error;
}

function missingIsEmpty(error: NodeJS.ErrnoException): [] {
  if (error.code === "ENOENT") return [];
  throw error;
}
