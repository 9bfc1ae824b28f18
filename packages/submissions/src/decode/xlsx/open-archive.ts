import { promisify } from "node:util";
import yauzl, { type Entry, type ZipFile } from "yauzl";
import { type DecodeFault, decodeFault } from "../decoded-submission.ts";

/** A workbook has a few dozen parts; each of many thousand would cost time without a byte. */
const MAX_ENTRIES = 2_000;
/** Deflate gives 1,032 at most; the tables of figures that were measured give 5 to 30, empty formatted rows up to 150. */
const MAX_RATIO = 250;
/** Below this a high ratio costs nothing. */
const RATIO_COUNTS_FROM_BYTES = 1024 * 1024;

/** The parts of an archive, none of them unpacked yet. */
export interface Archive {
  /** In small letters: names of parts are the same whatever their case (ECMA-376 part 2, 6.2.2.3). */
  readonly names: readonly string[];
  /** The bytes of a part as they unpack, whatever the case of its name; null where there is none. @throws ArchiveFault */
  read(name: string): AsyncIterable<Uint8Array> | null;
  /** The same for a part that is read anyway, and counted then. */
  scan(name: string): AsyncIterable<Uint8Array> | null;
}

/** The archive cannot be read, or would unpack to more than is taken. */
export class ArchiveFault extends Error {
  override readonly name = "ArchiveFault";
  readonly fault: DecodeFault;
  readonly outcome: "unreadable" | "too_large";

  constructor(outcome: "unreadable" | "too_large", fault: DecodeFault) {
    super(fault.issue.message.en);
    this.fault = fault;
    this.outcome = outcome;
  }
}

const openBuffer = promisify<Buffer, yauzl.Options, ZipFile>(yauzl.fromBuffer);

/**
 * The directory of an archive. Every part has to say its size, and all parts that are read together, counted as often
 * as they are, may have `maxUnpackedBytes`; what unpacks to another size than it says is broken. Archives within it
 * are never opened. @throws ArchiveFault
 */
export async function openArchive(bytes: Buffer, maxUnpackedBytes: number): Promise<Archive> {
  const zip = await openBuffer(bytes, { lazyEntries: true, autoClose: false, strictFileNames: false }).catch(() => {
    throw broken("it is damaged or was cut off on its way");
  });
  if (zip.entryCount > MAX_ENTRIES) throw suspicious(`${zip.entryCount} parts`);
  const entries = await readEntries(zip);
  let unpackedBytes = 0;
  return {
    names: [...entries.keys()],
    read(name) {
      const entry = entries.get(name.toLowerCase());
      if (entry === undefined) return null;
      unpackedBytes += checkSize(entry);
      if (unpackedBytes > maxUnpackedBytes) throw tooLarge(maxUnpackedBytes);
      return unpack(zip, entry);
    },
    scan(name) {
      const entry = entries.get(name.toLowerCase());
      if (entry === undefined) return null;
      if (checkSize(entry) > maxUnpackedBytes) throw tooLarge(maxUnpackedBytes);
      return unpack(zip, entry);
    },
  };
}

/** By their names in small letters. */
async function readEntries(zip: ZipFile): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  await guard(
    () =>
      new Promise<void>((resolve, reject) => {
        zip.on("entry", (entry: Entry) => {
          const name = entry.fileName.toLowerCase();
          if (entries.has(name)) return reject(suspicious(`two parts ${entry.fileName.slice(0, 80)}`));
          if (entry.isEncrypted()) return reject(broken("parts of it are encrypted"));
          entries.set(name, entry);
          zip.readEntry();
        });
        zip.once("end", resolve);
        zip.once("error", reject);
        zip.readEntry();
      }),
  );
  return entries;
}

function checkSize({ compressedSize, uncompressedSize, fileName }: Entry): number {
  const isTooDense = uncompressedSize > RATIO_COUNTS_FROM_BYTES && uncompressedSize > compressedSize * MAX_RATIO;
  if (isTooDense) throw suspicious(`${fileName.slice(0, 80)} unpacks to more than ${MAX_RATIO} times its size`);
  return uncompressedSize;
}

async function* unpack(zip: ZipFile, entry: Entry): AsyncGenerator<Uint8Array> {
  const open = promisify<Entry, NodeJS.ReadableStream & { destroy(): void }>(zip.openReadStream.bind(zip));
  const stream = await guard(() => open(entry));
  try {
    for await (const chunk of stream) yield chunk as unknown as Uint8Array;
  } catch (error) {
    throw error instanceof ArchiveFault ? error : broken(error instanceof Error ? error.message : String(error));
  } finally {
    stream.destroy();
  }
}

async function guard<Result>(read: () => Promise<Result>): Promise<Result> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof ArchiveFault) throw error;
    throw broken(error instanceof Error ? error.message : String(error));
  }
}

export function broken(reason: string): ArchiveFault {
  const detail = reason.slice(0, 200);
  return new ArchiveFault(
    "unreadable",
    decodeFault("BODY_NOT_XLSX", {
      field: null,
      zh: `文件不是完好的 xlsx 工作簿(${detail})。`,
      en: `The file is no sound xlsx workbook (${detail}).`,
    }),
  );
}

function suspicious(reason: string): ArchiveFault {
  return new ArchiveFault(
    "too_large",
    decodeFault("FILE_TOO_LARGE", {
      field: null,
      zh: `压缩包异常,不予解压(${reason})。`,
      en: `The archive is not like a workbook's and is not unpacked (${reason}).`,
    }),
  );
}

function tooLarge(maxBytes: number): ArchiveFault {
  return new ArchiveFault(
    "too_large",
    decodeFault("FILE_TOO_LARGE", {
      field: null,
      zh: `工作簿解压后超过上限 ${maxBytes} 字节;请拆分,或删去空白的格式行。`,
      en: `Unpacked the workbook has more than ${maxBytes} bytes, which is the most that is taken: cut it into several, or remove empty formatted rows.`,
    }),
  );
}
