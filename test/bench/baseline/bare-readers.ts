import { Readable } from "node:stream";
import { parse } from "csv-parse";
import { SaxesParser } from "saxes";
import { none } from "stream-chain/defs.js";
import { jsonParser } from "stream-json/core/parser.js";
import yauzl from "yauzl";
import type { DecodeFile } from "../generate/decode-files.ts";

const CHUNK_BYTES = 64 * 1024;

export async function* chunksOf(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES) yield bytes.subarray(at, at + CHUNK_BYTES);
}

/** The library that a decoder reads with, which reads all of the file and makes nothing of it. */
export async function readBare({ format, bytes, charset }: DecodeFile): Promise<number> {
  switch (format) {
    case "json":
      return Object.keys(JSON.parse(bytes.toString()) as object).length;
    case "ndjson":
      return bytes
        .toString()
        .split("\n")
        .map((line) => JSON.parse(line) as unknown).length;
    case "csv":
    case "sdmx-csv":
      return await readCsv(bytes, charset ?? "utf-8");
    case "xlsx":
      return await readArchive(bytes);
    case "sdmx-json":
      return await readJsonTokens(bytes);
    case "sdmx-ml":
      return await readXml(chunksOf(bytes));
  }
}

async function readCsv(bytes: Buffer, charset: string): Promise<number> {
  async function* text() {
    const decoder = new TextDecoder(charset, { fatal: true });
    for await (const chunk of chunksOf(bytes)) yield decoder.decode(chunk, { stream: true });
  }
  let records = 0;
  for await (const _ of Readable.from(text()).pipe(parse({ relax_column_count: true }))) records += 1;
  return records;
}

async function readJsonTokens(bytes: Buffer): Promise<number> {
  const parser = jsonParser({ packValues: true, streamValues: false });
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let tokens = 0;
  const count = (result: unknown) => {
    tokens += (result as { values?: readonly unknown[] } | null)?.values?.length ?? 1;
  };
  for await (const chunk of chunksOf(bytes)) count(parser(decoder.decode(chunk, { stream: true })));
  count(parser(none as unknown as string));
  return tokens;
}

async function readXml(chunks: AsyncIterable<Uint8Array>): Promise<number> {
  const parser = new SaxesParser({ xmlns: true });
  let elements = 0;
  parser.on("opentag", () => {
    elements += 1;
  });
  const decoder = new TextDecoder("utf-8", { fatal: true });
  for await (const chunk of chunks) parser.write(decoder.decode(chunk, { stream: true }));
  parser.close();
  return elements;
}

/** Every part of the archive, unpacked and parsed once. */
async function readArchive(bytes: Buffer): Promise<number> {
  let elements = 0;
  await new Promise<void>((resolve, reject) => {
    yauzl.fromBuffer(bytes, { lazyEntries: true }, (error, zip) => {
      if (error !== null) return reject(error);
      zip.on("entry", (entry) => {
        zip.openReadStream(entry, (failure, stream) => {
          if (failure !== null) return reject(failure);
          readXml(stream).then((count) => {
            elements += count;
            zip.readEntry();
          }, reject);
        });
      });
      zip.once("end", resolve);
      zip.readEntry();
    });
  });
  return elements;
}
