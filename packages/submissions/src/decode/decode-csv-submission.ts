import type { SubmissionMode } from "@yardstick/contracts";
import { CsvError, parse } from "csv-parse/sync";
import iconv from "iconv-lite";
import { quote } from "../finding.ts";
import { checkSubmissionShape, closestField, misshapen } from "./check-submission-shape.ts";
import { fieldOfHeading, KNOWN_HEADINGS } from "./csv-columns.ts";
import {
  DEFAULT_DECODE_LIMITS,
  type DecodedSubmission,
  type DecodeFault,
  type DecodeLimits,
  decodeFault,
  refused,
} from "./decoded-submission.ts";
import { readUtf8, tooManyBytes, tooManyRows } from "./read-utf8.ts";

export interface DecodeCsvOptions {
  /** A table has no envelope: who reports, and whether all rows or none. */
  readonly source: string;
  readonly mode?: SubmissionMode;
  /** Default utf-8. GB18030 holds GBK and GB2312. */
  readonly charset?: string;
  readonly limits?: DecodeLimits;
}

/** Longest field of a submission, and room for what is quoted in it. */
const MAX_RECORD_CHARS = 64 * 1024;
const GB_CHARSETS: ReadonlySet<string> = new Set(["gb18030", "gbk", "gb2312"]);

/**
 * Bytes of `text/csv` with a line of headings to a submission, in the shape of contracts/reference/figures. Row 1 is
 * the first below the headings. An empty cell is a field that was not sent; `unknown` in a status or a price basis
 * says the same, so the catalogue's default holds. An empty value is null: the status has to say why.
 */
export function decodeCsvSubmission(bytes: Uint8Array, options: DecodeCsvOptions): DecodedSubmission {
  const { source, mode = "atomic", charset = "utf-8", limits = DEFAULT_DECODE_LIMITS } = options;
  if (bytes.length > limits.maxBytes) return refused("too_large", tooManyBytes(bytes.length, limits.maxBytes));
  const text = readText(bytes, charset.toLowerCase());
  if (typeof text !== "string") return refused("unreadable", text);
  const records = readRecords(text, limits.maxRows);
  if (!Array.isArray(records)) return refused("unreadable", records);
  const [headings = [], ...rows] = records;
  if (rows.length > limits.maxRows) return refused("too_large", tooManyRows(rows.length, limits.maxRows), { source });
  const faults = headings.flatMap((heading, index) => checkHeading(heading, headings.slice(0, index)));
  if (faults.length > 0) return misshapen(faults, { limits, rows: rows.length, source });
  const fields = headings.map(fieldOfHeading);
  return checkSubmissionShape({ source, mode, observations: rows.map((row) => toRow(row, fields)) }, limits);
}

function readText(bytes: Uint8Array, charset: string): string | DecodeFault {
  if (charset === "utf-8" || charset === "utf8") return readUtf8(bytes);
  const text = GB_CHARSETS.has(charset) ? iconv.decode(Buffer.from(bytes), "gb18030") : null;
  if (text !== null && !text.includes("\uFFFD")) return text;
  return decodeFault("BODY_NOT_CSV", {
    field: null,
    zh: text === null ? `不支持字符集 ${quote(charset)},可用 utf-8 或 gb18030。` : "正文不是有效的 GB18030 文本。",
    en:
      text === null
        ? `The charset ${quote(charset)} is not known: use utf-8 or gb18030.`
        : "The body is not valid GB18030.",
  });
}

function readRecords(text: string, maxRows: number): string[][] | DecodeFault {
  try {
    // One record more than is taken, so that too many are seen without reading them all.
    return parse(text, { bom: true, skip_empty_lines: true, max_record_size: MAX_RECORD_CHARS, to: maxRows + 2 });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return decodeFault("BODY_NOT_CSV", {
      field: null,
      zh: `正文不是有效的 CSV(${error.message.slice(0, 200)})。`,
      en: `The body is not CSV (${error.message.slice(0, 200)}).`,
    });
  }
}

function checkHeading(heading: string, before: readonly string[]): DecodeFault[] {
  const field = fieldOfHeading(heading);
  if (field === undefined) {
    const suggestion = closestField(heading, KNOWN_HEADINGS);
    return [
      decodeFault("FIELD_UNKNOWN", {
        path: heading,
        field: heading.slice(0, 128),
        zh: `不认识列名${quote(heading)}。`,
        en: `No column is called ${quote(heading)}.`,
        suggestion,
      }),
    ];
  }
  if (field === null || !before.some((other) => fieldOfHeading(other) === field)) return [];
  return [
    decodeFault("FIELD_DUPLICATE", {
      path: heading,
      field,
      zh: `有两列都是 ${field}。`,
      en: `Two columns are both ${field}.`,
    }),
  ];
}

function toRow(
  cells: readonly string[],
  fields: readonly (string | null | undefined)[],
): Record<string, string | null> {
  const row: Record<string, string | null> = {};
  for (const [index, cell] of cells.entries()) {
    const field = fields[index];
    const text = cell.trim();
    if (field === "value" && text === "") row.value = null;
    if (typeof field !== "string" || text === "") continue;
    if (text === "unknown" && (field === "status" || field === "priceBasis")) continue;
    row[field] = text;
  }
  return row;
}
