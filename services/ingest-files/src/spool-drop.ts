import { createHash, type Hash } from "node:crypto";
import { constants, type Stats } from "node:fs";
import { type FileHandle, lstat, mkdir, open, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { ReferenceData, SubmissionBody } from "@yardstick/contracts";
import { type DecodeLimits, decodeParts, deriveSubmissionId, detectFormat } from "@yardstick/submissions";
import type { DropNote, DropPlan, Refusal, SpooledPart } from "./drop-note.ts";
import type { DropStepHook } from "./drop-step.ts";
import { InboxError } from "./inbox-error.ts";
import type { DropFolder } from "./inbox-folders.ts";
import { refuse } from "./refusals.ts";
import { flushFolder, writeFlushed } from "./write-durably.ts";

export interface SpoolScope {
  readonly holder: string;
  readonly reference: ReferenceData;
  readonly limits: DecodeLimits;
  readonly step: DropStepHook;
}

/**
 * Reads a taken file into the bodies that will be published, and puts them beside it, all at once. From then on nothing
 * is read from the file any more: whatever is published twice is the same to the byte, though it be by a newer version
 * or after a change of the feed.
 */
export async function spoolDrop(drop: DropFolder, note: DropNote, scope: SpoolScope): Promise<void> {
  const spool = `${drop.parts}-${scope.holder}`;
  await rm(spool, { recursive: true, force: true });
  await mkdir(spool);
  const plan = await planOf(drop, note, { ...scope, spool });
  await writeFlushed(join(spool, "plan.json"), JSON.stringify(plan));
  await flushFolder(spool);
  await rename(spool, drop.parts).catch(async (error: NodeJS.ErrnoException) => {
    // Another process has read it meanwhile, and it is theirs that counts.
    if (error.code !== "ENOTEMPTY" && error.code !== "EEXIST") throw error;
    await rm(spool, { recursive: true, force: true });
  });
  await flushFolder(drop.folder);
  await scope.step("spooled");
}

/** Refuses a file that was taken, without another look at it. */
export async function spoolRefusal(
  drop: DropFolder,
  refusal: Refusal,
  scope: Pick<SpoolScope, "holder">,
): Promise<void> {
  const spool = `${drop.parts}-${scope.holder}`;
  await rm(spool, { recursive: true, force: true });
  await mkdir(spool);
  await writeFlushed(join(spool, "plan.json"), JSON.stringify(refusedPlan(refusal)));
  await rename(spool, drop.parts);
}

type Reading = SpoolScope & { readonly spool: string };

async function planOf(drop: DropFolder, note: DropNote, reading: Reading): Promise<DropPlan> {
  if (!(await lstat(drop.content)).isFile()) return refusedPlan(refuse("FILE_NOT_REGULAR"));
  const file = await openFile(drop.content);
  if (file === null) return refusedPlan(refuse("FILE_NOT_READABLE"));
  try {
    const before = await file.stat();
    if (!before.isFile()) return refusedPlan(refuse("FILE_NOT_REGULAR"));
    const plan = await readPlan(file, note, reading);
    if (isSame(before, await file.stat())) return plan;
    throw new InboxError("STILL_WRITTEN", `${note.name} was written to while it was read`);
  } finally {
    await file.close();
  }
}

/** Neither a link nor a pipe is opened, whatever the name has become since it was looked at. Null where it may not be read. */
async function openFile(path: string): Promise<FileHandle | null> {
  try {
    return await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EACCES" || code === "EPERM") return null;
    throw error;
  }
}

async function readPlan(file: FileHandle, note: DropNote, { spool, reference, limits }: Reading): Promise<DropPlan> {
  const source = note.source ?? "";
  const firstBytes = Buffer.alloc(FIRST_BYTES);
  const { bytesRead } = await file.read(firstBytes, 0, FIRST_BYTES, 0);
  const format = detectFormat({ fileName: note.name, firstBytes: firstBytes.subarray(0, bytesRead) });
  if (format === null) return refusedPlan(refuse("FORMAT_UNKNOWN"));
  const read = { bytes: 0, hash: createHash("sha256") };
  const feed = note.feed === null ? undefined : reference.feeds.get(note.feed);
  const question = { source, fileName: note.name, limits, reference, ...(feed === undefined ? {} : { feed }) };
  const rowsOfParts: number[] = [];
  for await (const part of decodeParts(format, chunksOf(file, read), question)) {
    const refusal = part.outcome === "decoded" ? refusalOfBody(part.body, source) : refusalOfFaults(part);
    if (refusal !== null) return { ...refusedPlan(refusal), format };
    if (part.outcome !== "decoded") continue;
    rowsOfParts.push(part.body.observations.length);
    await writeFlushed(join(spool, `${rowsOfParts.length}.json`), JSON.stringify(part.body));
  }
  const fileSha256 = read.hash.digest("hex");
  const parts = numberParts(rowsOfParts, { note, source, fileSha256 });
  return { format, fileSha256, bytes: read.bytes, parts, refusal: null };
}

const FIRST_BYTES = 4_096;
const CHUNK_BYTES = 256 * 1024;

async function* chunksOf(file: FileHandle, read: { bytes: number; hash: Hash }): AsyncGenerator<Uint8Array> {
  for (;;) {
    const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
    const { bytesRead } = await file.read(buffer, 0, CHUNK_BYTES, read.bytes);
    if (bytesRead === 0) return;
    const chunk = buffer.subarray(0, bytesRead);
    read.bytes += bytesRead;
    read.hash.update(chunk);
    yield chunk;
  }
}

/**
 * Ids of the parts. They are derived from the drop as well as from source, name and content: a file that comes a second
 * time, with another in between, is what counts again, and not a repetition of the first.
 */
function numberParts(
  rowsOfParts: readonly number[],
  { note, source, fileSha256 }: { note: DropNote; source: string; fileSha256: string },
): SpooledPart[] {
  let firstRow = 1;
  return rowsOfParts.map((rows, index) => {
    const key = JSON.stringify(["file", note.id, note.feed, note.name, fileSha256, index + 1]);
    const part = { submissionId: deriveSubmissionId(source, key), source, rows, firstRow };
    firstRow += rows;
    return part;
  });
}

function refusalOfBody(body: SubmissionBody, source: string): Refusal | null {
  return body.source === source ? null : refuse("FOLDER_OF_ANOTHER_SOURCE", body.source);
}

function refusalOfFaults({
  faults,
  faultCounts,
}: { faults: readonly { issue: Refusal["issues"][number] }[] } & {
  readonly faultCounts: Readonly<Record<string, number>>;
}): Refusal {
  return { issues: faults.map(({ issue }) => issue), issueCounts: { ...faultCounts } };
}

function refusedPlan(refusal: Refusal): DropPlan {
  return { format: null, fileSha256: null, bytes: null, parts: [], refusal };
}

function isSame(before: Stats, after: Stats): boolean {
  return before.size === after.size && before.mtimeMs === after.mtimeMs;
}
