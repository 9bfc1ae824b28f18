import type { DecodeFault } from "./decoded-submission.ts";
import { decodeFault } from "./decoded-submission.ts";

/** A file turned out larger than is taken. Thrown out of the reading, and made an answer by who started it. */
export class FileTooLarge extends Error {
  override readonly name = "FileTooLarge";
  readonly fault: DecodeFault;

  constructor(fault: DecodeFault) {
    super(fault.issue.message.en);
    this.fault = fault;
  }
}

/** The chunks as they come, until they are more than `maxBytes` in all. @throws FileTooLarge then. */
export async function* boundedChunks(
  chunks: AsyncIterable<Uint8Array>,
  maxBytes: number,
): AsyncGenerator<Uint8Array, void> {
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw new FileTooLarge(fileTooLarge(maxBytes));
    yield chunk;
  }
}

/** All bytes in one piece, for formats that cannot be read from the front. */
export async function collectChunks(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts);
}

/** What is known of a file before it is read: its first bytes, and all chunks, those included. */
export interface PeekedChunks {
  readonly firstBytes: Uint8Array;
  readonly chunks: AsyncIterable<Uint8Array>;
}

/** Reads on until `bytes` are there, so that a format can be told by them. */
export async function peekChunks(chunks: AsyncIterable<Uint8Array>, bytes = 4096): Promise<PeekedChunks> {
  const iterator = chunks[Symbol.asyncIterator]();
  const read: Uint8Array[] = [];
  let length = 0;
  while (length < bytes) {
    const next = await iterator.next();
    if (next.done === true) break;
    read.push(next.value);
    length += next.value.length;
  }
  return { firstBytes: Buffer.concat(read).subarray(0, bytes), chunks: allOf(read, iterator) };
}

async function* allOf(
  read: readonly Uint8Array[],
  iterator: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array, void> {
  try {
    yield* read;
    for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) yield next.value;
  } finally {
    await iterator.return?.();
  }
}

function fileTooLarge(maxBytes: number): DecodeFault {
  return decodeFault("FILE_TOO_LARGE", {
    field: null,
    zh: `文件超过上限 ${maxBytes} 字节;请拆分后再报送。`,
    en: `The file has more than ${maxBytes} bytes, which is the most that is taken: cut it into several.`,
  });
}
