import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Randomness } from "@yardstick/runtime";

/**
 * The id of a ClickHouse directory, made at its first use and kept inside it, so that whoever deletes the figures
 * deletes the id with them. Written beside and moved, since the process may be killed at any moment.
 */
export async function directoryId(directory: string, randomness: Randomness): Promise<string> {
  const file = join(directory, "yardstick-directory-id");
  const known = await readFile(file, "utf8").catch(missingIsNull);
  if (known !== null) return known.trim();
  await mkdir(directory, { recursive: true });
  const id = randomness.randomId().replaceAll("-", "").slice(0, 16);
  await writeFile(`${file}.new`, `${id}\n`, { flush: true });
  await rename(`${file}.new`, file);
  return id;
}

function missingIsNull(error: NodeJS.ErrnoException): null {
  if (error.code === "ENOENT") return null;
  throw error;
}
