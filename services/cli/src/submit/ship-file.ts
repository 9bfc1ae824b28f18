import { createHash } from "node:crypto";
import { basename } from "node:path";
import type { FeedFormat } from "@yardstick/contracts";
import { detectFormat } from "@yardstick/submissions";
import { JSON_TYPE, type Shipment } from "../ingest/shipment.ts";
import { UsageError } from "../verb.ts";
import type { SubmitVerbOptions } from "./read-submit-options.ts";

export interface FileToSend {
  /** As it was named on the command line; `-` is what came through the pipe. */
  readonly path: string;
  readonly format: FeedFormat;
  readonly fileName: string | undefined;
  readonly bytes: Uint8Array;
}

/** @throws UsageError where nothing says what the file is, or who reports. */
export function fileToSend(path: string, bytes: Uint8Array, options: SubmitVerbOptions): FileToSend {
  const fileName = options.fileName ?? (path === "-" ? undefined : basename(path));
  const format = options.format ?? detectFormat({ fileName, firstBytes: bytes.subarray(0, FIRST_BYTES) });
  if (format === null) throw new UsageError(`${path}: neither its name nor its content say what it is; add --format`);
  if (format !== "json" && options.source === undefined && options.feed === undefined) {
    throw new UsageError(`${path}: a file in ${format} does not say who reports; add --source`);
  }
  return { path, format, fileName, bytes };
}

const FIRST_BYTES = 4_096;

/**
 * A file as it is, to be read where it is sent to, so that the receipt names its own cells. A body in JSON has its own
 * envelope, in which a mode of the command line replaces its own.
 */
export function shipFile(file: FileToSend, options: SubmitVerbOptions): Shipment {
  const { path, format, fileName } = file;
  const { source, mode, feed, charset } = options;
  const bytes = new Uint8Array(format === "json" ? withMode(file, options) : file.bytes);
  const contentType = `${CONTENT_TYPES[format]}${charset === undefined ? "" : `; charset=${charset}`}`;
  const given = format === "json" ? {} : { source, mode, feed, fileName };
  const fields = Object.fromEntries(Object.entries(given).filter((entry): entry is [string, string] => !!entry[1]));
  const idempotencyKey = keyOf([fields, contentType], bytes, options);
  return { label: labelOf(path), bytes, contentType, fields, idempotencyKey, rows: null, fileRows: null };
}

export const labelOf = (path: string) => (path === "-" ? "(stdin)" : path);

/**
 * Key of a submission: the same bytes with the same envelope have the same, in every run, so that a run that broke off
 * is repeated as a whole and nothing is sent twice. `--anew` makes it another in every run.
 */
export function keyOf(envelope: unknown, bytes: Uint8Array, { anew }: Pick<SubmitVerbOptions, "anew">): string {
  const digest = createHash("sha256")
    .update(JSON.stringify([envelope, anew]))
    .update("\0")
    .update(bytes);
  return `file-${digest.digest("hex")}`;
}

const CONTENT_TYPES: Readonly<Record<FeedFormat, string>> = {
  json: JSON_TYPE,
  ndjson: "application/x-ndjson",
  csv: "text/csv",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  "sdmx-csv": "application/vnd.sdmx.data+csv",
  "sdmx-json": "application/vnd.sdmx.data+json",
  "sdmx-ml": "application/xml",
};

/** The bytes as they are, unless the command line says more; what cannot be read is left to who answers for it. */
function withMode({ path, bytes }: FileToSend, { source, mode }: SubmitVerbOptions): Uint8Array {
  if (source === undefined && mode === undefined) return bytes;
  const body = parseObject(bytes);
  if (body === null) return bytes;
  if (source !== undefined && body.source !== source) {
    throw new UsageError(`${path} is of the source ${String(body.source)}, not of ${source}`);
  }
  return mode === undefined ? bytes : new TextEncoder().encode(JSON.stringify({ ...body, mode }));
}

function parseObject(bytes: Uint8Array): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
