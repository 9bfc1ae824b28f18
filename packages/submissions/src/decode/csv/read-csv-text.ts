import { isUtf8 } from "node:buffer";
import { collectChunks, peekChunks } from "../bounded-chunks.ts";

export type CsvText =
  | { readonly ok: true; readonly text: AsyncIterable<string>; readonly isAssumed: boolean }
  | { readonly ok: false; readonly reason: "charset_unknown" | "not_text" };

/** Bytes turned out not to be of the charset that they were read by. */
export class BrokenText extends Error {
  override readonly name = "BrokenText";
}

const GB_CHARSETS: ReadonlySet<string> = new Set(["gb18030", "gbk", "gb2312", "cp936", "windows-936"]);
const UTF_8: ReadonlySet<string> = new Set(["utf-8", "utf8", "us-ascii"]);

/**
 * The text of a CSV file. A byte order mark goes before all else, then the charset that was declared. Without either it
 * is UTF-8; where it is not, GB18030 if all of its bytes are, which the caller has to say.
 */
export async function readCsvText(chunks: AsyncIterable<Uint8Array>, charset: string | undefined): Promise<CsvText> {
  const { firstBytes, chunks: all } = await peekChunks(chunks, 4);
  const [first, second] = firstBytes;
  if (first === 0xff && second === 0xfe) return declared(all, "utf-16le");
  if (first === 0xfe && second === 0xff) return declared(all, "utf-16be");
  if (first === 0xef && second === 0xbb) return declared(all, "utf-8");
  const name = charset?.toLowerCase();
  if (name !== undefined) {
    if (UTF_8.has(name)) return declared(all, "utf-8");
    if (GB_CHARSETS.has(name)) return declared(all, "gb18030");
    if (/^utf-?16/.test(name)) return declared(all, name.endsWith("be") ? "utf-16be" : "utf-16le");
    return { ok: false, reason: "charset_unknown" };
  }
  const bytes = await collectChunks(all);
  if (isUtf8(bytes)) return declared(pieces(bytes), "utf-8");
  if (!isGb18030(bytes)) return { ok: false, reason: "not_text" };
  return { ok: true, text: decode(pieces(bytes), "gb18030"), isAssumed: true };
}

const declared = (chunks: AsyncIterable<Uint8Array>, charset: string): CsvText => ({
  ok: true,
  text: decode(chunks, charset),
  isAssumed: false,
});

/** @throws BrokenText */
async function* decode(chunks: AsyncIterable<Uint8Array>, charset: string): AsyncGenerator<string> {
  const decoder = textReader(charset);
  let isFirst = true;
  for await (const chunk of chunks) {
    const text = decoder.write(chunk);
    if (text === "") continue;
    yield isFirst ? text.replace(/^\uFEFF/u, "") : text;
    isFirst = false;
  }
  const rest = decoder.end();
  if (rest !== "") yield rest;
}

interface TextReader {
  write(chunk: Uint8Array): string;
  end(): string;
}

/** The platform's own: others lose digits of figures where a character of four bytes is cut in two. */
function textReader(charset: string): TextReader {
  const decoder = new TextDecoder(charset, { fatal: true });
  const strict = (read: () => string): string => {
    try {
      return read();
    } catch {
      throw new BrokenText(charset);
    }
  };
  return {
    write: (chunk) => strict(() => decoder.decode(chunk, { stream: true })),
    end: () => strict(() => decoder.decode()),
  };
}

function isGb18030(bytes: Buffer): boolean {
  const decoder = textReader("gb18030");
  try {
    for (const piece of slices(bytes)) decoder.write(piece);
    decoder.end();
    return true;
  } catch (error) {
    if (error instanceof BrokenText) return false;
    throw error;
  }
}

const PIECE_BYTES = 64 * 1024;

async function* pieces(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield* slices(bytes);
}

function* slices(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) yield bytes.subarray(at, at + PIECE_BYTES);
}
