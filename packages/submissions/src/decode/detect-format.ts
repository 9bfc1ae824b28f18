import type { FeedFormat } from "@yardstick/contracts";

export interface FormatEvidence {
  /** Content-Type header as it was sent. */
  readonly contentType?: string | undefined;
  readonly fileName?: string | undefined;
  /** The first few KiB of the file. */
  readonly firstBytes?: Uint8Array | undefined;
}

/**
 * The format of a file, null where nothing tells. A media type that names one format is believed, then the bytes where
 * they are unmistakable (an archive, XML), then the name; last what the text looks like. What is believed wrongly is
 * refused by its decoder with a reason.
 */
export function detectFormat({ contentType, fileName, firstBytes }: FormatEvidence): FeedFormat | null {
  const text = firstBytes === undefined ? "" : textOf(firstBytes);
  const family =
    formatOfType(contentType) ?? formatOfMagic(firstBytes, text) ?? formatOfName(fileName) ?? formatOfText(text);
  if (family === "json") return formatOfJson(text);
  if (family === "csv") return isSdmxCsv(text) ? "sdmx-csv" : "csv";
  return family;
}

const FORMAT_BY_TYPE: readonly (readonly [type: RegExp, format: FeedFormat])[] = [
  [/^application\/(x-ndjson|ndjson|jsonl|x-jsonlines|json-?lines)$/, "ndjson"],
  [/^application\/vnd\.sdmx\.data\+json$/, "sdmx-json"],
  [/^application\/vnd\.sdmx\.data\+csv$/, "sdmx-csv"],
  [/^application\/vnd\.sdmx\.(generic|structurespecific|compact|.*)data\+xml$/, "sdmx-ml"],
  [/^(application|text)\/xml$/, "sdmx-ml"],
  [/^application\/json$/, "json"],
  [/^(text|application)\/csv$/, "csv"],
  [/^text\/tab-separated-values$/, "csv"],
  [/^application\/vnd\.openxmlformats-officedocument\.spreadsheetml\.sheet$/, "xlsx"],
  [/^application\/vnd\.ms-excel\.sheet\.macroenabled\.12$/, "xlsx"],
];

/** `application/vnd.ms-excel` is left out: browsers on Windows send it for CSV too. */
function formatOfType(contentType: string | undefined): FeedFormat | null {
  const type = (contentType ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
  return FORMAT_BY_TYPE.find(([pattern]) => pattern.test(type))?.[1] ?? null;
}

const ZIP = [0x50, 0x4b, 0x03, 0x04];
/** Workbooks before 2007, and encrypted ones since: the decoder says which and what to do. */
const OLE = [0xd0, 0xcf, 0x11, 0xe0];

function formatOfMagic(bytes: Uint8Array | undefined, text: string): FeedFormat | null {
  const startsWith = (magic: readonly number[]) => magic.every((byte, index) => bytes?.[index] === byte);
  if (startsWith(ZIP) || startsWith(OLE)) return "xlsx";
  return text.startsWith("<") ? "sdmx-ml" : null;
}

const FORMAT_BY_EXTENSION: Readonly<Record<string, FeedFormat>> = {
  json: "json",
  ndjson: "ndjson",
  jsonl: "ndjson",
  csv: "csv",
  tsv: "csv",
  txt: "csv",
  xlsx: "xlsx",
  xlsm: "xlsx",
  xls: "xlsx",
  xml: "sdmx-ml",
};

function formatOfName(fileName: string | undefined): FeedFormat | null {
  const extension = /\.([a-z]+)$/i.exec(fileName ?? "")?.[1]?.toLowerCase() ?? "";
  return FORMAT_BY_EXTENSION[extension] ?? null;
}

function formatOfText(text: string): FeedFormat | null {
  if (text.startsWith("{")) return "json";
  return /^[^\n]*[,;\t][^\n]*\n/.test(text) ? "csv" : null;
}

/** SDMX-JSON by its schema or its members, lines of rows by the first line's being whole. */
function formatOfJson(text: string): FeedFormat {
  if (/"\$?schema"\s*:\s*"[^"]*sdmx/i.test(text) || /"(dataSets|structures)"\s*:\s*\[/.test(text)) return "sdmx-json";
  const [first = "", second] = text.split("\n", 2);
  return second?.startsWith("{") === true && isWholeObject(first) ? "ndjson" : "json";
}

function isWholeObject(line: string): boolean {
  try {
    return typeof JSON.parse(line) === "object";
  } catch {
    return false;
  }
}

/** SDMX-CSV 1.0 begins with DATAFLOW, 2.0 with STRUCTURE and STRUCTURE_ID, whatever separates them. */
const isSdmxCsv = (text: string) =>
  /^"?(DATAFLOW"?\s*[,;\t]|STRUCTURE(\[[^\]]*\])?"?\s*[,;\t]"?STRUCTURE_ID)/.test(text);

/** The beginning as text without a byte order mark; only ASCII in it is looked at. */
function textOf(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const charset =
    first === 0xff && second === 0xfe ? "utf-16le" : first === 0xfe && second === 0xff ? "utf-16be" : null;
  return new TextDecoder(charset ?? "utf-8").decode(bytes).trimStart();
}
