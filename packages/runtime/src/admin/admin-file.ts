import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";

/** Where a running process tells the programs of its owner how to reach it: beside its data, mode 0600. */
export const ADMIN_FILE = "admin.json";

const adminAddress = z.object({ url: z.string(), token: z.string() });
export type AdminAddress = z.infer<typeof adminAddress>;

/** Replaces what an earlier process left, in one step. */
export async function writeAdminFile(dataDir: string, address: AdminAddress): Promise<void> {
  await mkdir(dataDir, { recursive: true });
  const file = join(dataDir, ADMIN_FILE);
  // A file that is there keeps its mode when it is written, so a new one is made and moved.
  await rm(`${file}.new`, { force: true });
  await writeFile(`${file}.new`, `${JSON.stringify(address)}\n`, { mode: 0o600, flag: "wx" });
  await rename(`${file}.new`, file);
}

/** Null where no process has told; the process may be gone nevertheless. @throws what reading throws, such as EACCES */
export async function readAdminFile(dataDir: string): Promise<AdminAddress | null> {
  const text = await readFile(join(dataDir, ADMIN_FILE), "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  if (text === null) return null;
  try {
    return adminAddress.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

export async function removeAdminFile(dataDir: string): Promise<void> {
  await rm(join(dataDir, ADMIN_FILE), { force: true });
}
