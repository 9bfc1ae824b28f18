import { readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { FEED_FORMATS, type FeedFormat } from "@yardstick/contracts";
import { detectFormat } from "@yardstick/submissions";
import type { FuzzInput } from "./fuzz-input.ts";
import { mutateBytes } from "./mutate/mutate-bytes.ts";
import { mutateWorkbook } from "./mutate/mutate-workbook.ts";
import { type Random, randomOf } from "./random.ts";
import { writeCsv } from "./write/write-csv.ts";
import { writeJson, writeNdjson } from "./write/write-rows.ts";
import { writeSdmxCsv, writeSdmxJson, writeSdmxMl } from "./write/write-sdmx.ts";
import { randomWorkbook, writeXlsx } from "./write/write-xlsx.ts";

const WRITERS: Readonly<Record<FeedFormat, (random: Random) => FuzzInput>> = {
  json: writeJson,
  ndjson: writeNdjson,
  csv: writeCsv,
  xlsx: writeXlsx,
  "sdmx-csv": writeSdmxCsv,
  "sdmx-json": writeSdmxJson,
  "sdmx-ml": writeSdmxMl,
};

export interface InputId {
  readonly seed: number;
  readonly format: FeedFormat;
  readonly index: number;
}

/** Files of others by their format: broken beside those that are written here. */
export type Corpus = ReadonlyMap<FeedFormat, readonly Buffer[]>;

const FIXTURES = fileURLToPath(new URL("../contract/feeds/fixtures/", import.meta.url));
const EXTENSIONS = new Set([".csv", ".xlsx", ".json", ".xml", ".ndjson"]);
const MOST_BYTES = 64 * 1024;

/** The fixtures of the contract tests, and the files below other directories. */
export function readCorpus(directories: readonly string[]): Corpus {
  const corpus = new Map<FeedFormat, Buffer[]>(FEED_FORMATS.map((format) => [format, []]));
  for (const directory of [FIXTURES, ...directories]) {
    for (const entry of readdirSync(directory, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || !EXTENSIONS.has(extname(entry.name))) continue;
      const bytes = readFileSync(join(entry.parentPath, entry.name));
      const format = detectFormat({ fileName: entry.name, firstBytes: bytes });
      if (format !== null && bytes.length <= MOST_BYTES) corpus.get(format)?.push(bytes);
    }
  }
  return corpus;
}

const CHARSETS = [undefined, undefined, undefined, "utf-8", "gb18030", "utf-16le", "latin1", "x"] as const;

/** The input of that number: half are written with a meaning, half are broken. */
export function makeInput({ seed, format, index }: InputId, corpus: Corpus): FuzzInput {
  const random = randomOf(seed, format, index);
  const write = WRITERS[format];
  if (random.chance(0.5)) return write(random);
  const files = corpus.get(format) ?? [];
  const base = (): Buffer => (files.length > 0 && random.chance(0.3) ? random.pick(files) : write(random).bytes);
  const broken = { format, figures: null, isValid: false, charset: random.pick(CHARSETS) };
  if (format === "xlsx" && random.chance(0.8))
    return { ...broken, kind: "archive", bytes: mutateWorkbook(random, randomWorkbook(random).parts) };
  const feed = format.startsWith("sdmx-") && random.chance(0.7) ? "sdmx-county-figures" : feedOfTable(format, random);
  const other = random.chance(0.2) ? WRITERS[random.pick(FEED_FORMATS)](random).bytes : base();
  return { ...broken, kind: "bytes", feed, bytes: mutateBytes(random, base(), other) };
}

const feedOfTable = (format: FeedFormat, random: Random) =>
  (format === "csv" || format === "xlsx") && random.chance(0.2) ? "regions-by-month-files" : undefined;
