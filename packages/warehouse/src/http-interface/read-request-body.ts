import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { ClickHouseException } from "./clickhouse-exception.ts";

/**
 * Reads a request's body and undoes its `Content-Encoding`; neither form of it may exceed `maxBytes`. A body of one
 * chunk is not copied, any other once. Throws `QUERY_IS_TOO_LARGE`, `CANNOT_DECOMPRESS`, `NOT_IMPLEMENTED`.
 */
export async function readRequestBody(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const encoding = request.headers["content-encoding"] ?? "identity";
  if (encoding === "identity") return collectBounded(request, maxBytes);
  const decompress = decompressors[encoding];
  if (decompress === undefined) {
    throw new ClickHouseException("NOT_IMPLEMENTED", `Content-Encoding ${encoding} is not supported`);
  }
  const unpacked = request.pipe(decompress());
  request.once("error", (error) => unpacked.destroy(error));
  try {
    return await collectBounded(unpacked, maxBytes);
  } catch (error) {
    if (error instanceof ClickHouseException) throw error;
    throw new ClickHouseException("CANNOT_DECOMPRESS", `The body is not valid ${encoding}`);
  }
}

const decompressors: Readonly<Record<string, () => Duplex>> = {
  gzip: createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

async function collectBounded(stream: AsyncIterable<Buffer>, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw new ClickHouseException("QUERY_IS_TOO_LARGE", `The body exceeds ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  return chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks);
}
