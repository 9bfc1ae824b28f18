import { open, rename } from "node:fs/promises";
import { dirname } from "node:path";

/** Writes a whole file or nothing: beside it, flushed, then moved into place. */
export async function writeDurably(path: string, content: string | Uint8Array): Promise<void> {
  await writeFlushed(`${path}.new`, content);
  await rename(`${path}.new`, path);
  await flushFolder(dirname(path));
}

export async function writeFlushed(path: string, content: string | Uint8Array): Promise<void> {
  const file = await open(path, "w");
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Makes names that were given in a folder outlive a power cut, where the file system can. */
export async function flushFolder(path: string): Promise<void> {
  const folder = await open(path, "r").catch(() => null);
  if (folder === null) return;
  try {
    await folder.sync();
  } catch {
    // Shares and Windows refuse to flush a folder, and keep its names by themselves.
  } finally {
    await folder.close();
  }
}
