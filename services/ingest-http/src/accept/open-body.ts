import type { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { HttpProblem, type HttpRequest } from "@yardstick/runtime";
import { bilingualProblem } from "./bilingual-problem.ts";

/**
 * The bytes of a body as they come, without their Content-Encoding. Nothing is read before somebody asks, and who stops
 * asking leaves the connection as it is. What unpacking makes of a small body is for the reader to bound.
 *
 * @throws HttpProblem, here or while reading: 413 BODY_TOO_LARGE of what is sent, 415 CONTENT_ENCODING_NOT_SUPPORTED, 400
 *   BODY_NOT_GZIP, BODY_INCOMPLETE (the sender went away)
 */
export function openBody({ raw, headers }: HttpRequest, maxBytes: number): AsyncIterable<Uint8Array> {
  const name = (headers["content-encoding"] ?? "identity").trim().toLowerCase();
  const isGzip = name === "gzip" || name === "x-gzip";
  if (!isGzip && name !== "identity" && name !== "") throw encodingNotSupported();
  if (Number(headers["content-length"] ?? 0) > maxBytes) throw bodyTooLarge(maxBytes);
  return isGzip ? unpacked(raw, maxBytes) : plain(raw, maxBytes);
}

/** What a stream holds, as one problem where it breaks off. It is not destroyed: that would cut the connection. */
export async function* readStream(stream: Readable): AsyncGenerator<Uint8Array, void> {
  try {
    yield* stream.iterator({ destroyOnReturn: false });
  } catch (cause) {
    throw cause instanceof HttpProblem ? cause : bodyIncomplete(cause);
  }
}

/** Collects a body that can only be read as a whole. @throws HttpProblem 413 as soon as the bound is passed */
export async function collectBody(chunks: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw bodyTooLarge(maxBytes);
    parts.push(chunk);
  }
  return Buffer.concat(parts);
}

async function* plain(raw: Readable, maxBytes: number): AsyncGenerator<Uint8Array, void> {
  let bytes = 0;
  for await (const chunk of readStream(raw)) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw bodyTooLarge(maxBytes);
    yield chunk;
  }
}

async function* unpacked(raw: Readable, maxBytes: number): AsyncGenerator<Uint8Array, void> {
  const gunzip = createGunzip();
  let bytes = 0;
  const count = (chunk: Uint8Array) => {
    bytes += chunk.length;
    if (bytes > maxBytes) gunzip.destroy(bodyTooLarge(maxBytes));
  };
  const breakOff = (cause?: unknown) => {
    if (!raw.readableEnded) gunzip.destroy(bodyIncomplete(cause));
  };
  raw.on("data", count).once("error", breakOff).once("close", breakOff).pipe(gunzip);
  try {
    yield* gunzip;
  } catch (cause) {
    if (cause instanceof HttpProblem) throw cause;
    const [zh, en] = ["正文不是有效的 gzip 数据。", "The body is not gzip."];
    throw bilingualProblem({ status: 400, code: "BODY_NOT_GZIP", zh, en, cause });
  } finally {
    raw.unpipe(gunzip).off("data", count).off("error", breakOff).off("close", breakOff);
    gunzip.destroy();
  }
}

function bodyTooLarge(maxBytes: number): HttpProblem {
  return bilingualProblem({
    status: 413,
    code: "BODY_TOO_LARGE",
    zh: `正文超过 ${maxBytes} 字节的上限；请分批报送。`,
    en: `The body has more than ${maxBytes} bytes, which is the most that is taken: send it in parts.`,
  });
}

export function bodyIncomplete(cause: unknown): HttpProblem {
  const [zh, en] = ["正文没有完整到达。", "The body did not arrive as a whole."];
  return bilingualProblem({ status: 400, code: "BODY_INCOMPLETE", zh, en, cause });
}

function encodingNotSupported(): HttpProblem {
  return bilingualProblem({
    status: 415,
    code: "CONTENT_ENCODING_NOT_SUPPORTED",
    zh: "正文原样发送，或用 Content-Encoding: gzip 压缩。",
    en: "A body is sent as it is or with Content-Encoding: gzip.",
    headers: { "accept-encoding": "gzip" },
  });
}
