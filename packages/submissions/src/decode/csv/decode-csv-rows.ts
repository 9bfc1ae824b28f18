import { CsvError } from "csv-parse";
import { quote } from "../../finding.ts";
import { FileTooLarge } from "../bounded-chunks.ts";
import type { DecodedItem, DecodeQuestion } from "../decode-rows.ts";
import { type DecodeFault, decodeFault } from "../decoded-submission.ts";
import { fatalFault, told } from "../item.ts";
import { readTable } from "../table/read-table.ts";
import { MAX_COLUMNS, type TableRow } from "../table/table-row.ts";
import { csvRecords } from "./csv-records.ts";
import { findDelimiter } from "./find-delimiter.ts";
import { BrokenText, readCsvText } from "./read-csv-text.ts";

/** Longest field of a submission, and room for what is quoted in it. */
const MAX_RECORD_CHARS = 64 * 1024;
/** So much text shows what separates the cells. */
const BEGINNING_CHARS = 16 * 1024;

/**
 * A CSV file as a table: charset, delimiter and layout found from the file where neither the sender nor the feed says
 * them. A row's number is the one that a spreadsheet shows: blank lines count, line breaks within quotes do not.
 */
export async function* decodeCsvRows(
  chunks: AsyncIterable<Uint8Array>,
  question: DecodeQuestion,
): AsyncGenerator<DecodedItem> {
  const table = question.feed?.table;
  const read = await readCsvText(chunks, question.charset ?? table?.charset);
  if (!read.ok) return yield fatalFault("unreadable", charsetFault(read.reason, question.charset));
  try {
    const { beginning, text } = await peekText(read.text);
    const rows = readRecords(text, table?.delimiter ?? findDelimiter(beginning));
    const items = readTable({ name: "", rows, isHiddenColumn: () => false }, question);
    yield* read.isAssumed ? underAssumption(items) : items;
  } catch (error) {
    const fault = faultOf(error);
    if (fault === null) throw error;
    yield fatalFault("unreadable", fault);
  }
}

/** A charset that nobody declared is believed only where the headings that it gives are known. */
async function* underAssumption(items: AsyncGenerator<DecodedItem>): AsyncGenerator<DecodedItem> {
  let isBelieved = false;
  for await (const item of items) {
    if (!isBelieved && item.kind === "fault")
      return yield fatalFault("unreadable", charsetFault("not_text", undefined));
    if (!isBelieved && item.kind === "table") {
      isBelieved = true;
      yield told("CHARSET_ASSUMED", {
        field: null,
        zh: "未声明字符集,也不是 UTF-8,按 GB18030 读取,表头均可识别。",
        en: "No charset was declared and it is not UTF-8: it is read as GB18030, by which its headings are known.",
      });
    }
    yield item;
  }
}

async function peekText(text: AsyncIterable<string>): Promise<{ beginning: string; text: AsyncIterable<string> }> {
  const iterator = text[Symbol.asyncIterator]();
  let beginning = "";
  while (beginning.length < BEGINNING_CHARS) {
    const next = await iterator.next();
    if (next.done === true) break;
    beginning += next.value;
  }
  return { beginning, text: allOf(beginning, iterator) };
}

async function* allOf(beginning: string, iterator: AsyncIterator<string>): AsyncGenerator<string> {
  try {
    if (beginning !== "") yield beginning;
    for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) yield next.value;
  } finally {
    await iterator.return?.();
  }
}

/** @throws CsvError, and what reading the text throws */
async function* readRecords(text: AsyncIterable<string>, delimiter: string): AsyncGenerator<TableRow> {
  for await (const { number, cells } of csvRecords(text, { delimiter, maxRecordChars: MAX_RECORD_CHARS })) {
    if (cells.length > MAX_COLUMNS) throw new CsvError("CSV_MAX_RECORD_SIZE", `more than ${MAX_COLUMNS} columns`);
    yield { number, isHidden: false, cells: cells.map((text) => (text === "" ? undefined : { text })) };
  }
}

function faultOf(error: unknown): DecodeFault | null {
  if (error instanceof FileTooLarge) return null;
  if (error instanceof BrokenText) {
    const isUtf8 = error.message === "utf-8";
    return decodeFault(isUtf8 ? "BODY_NOT_UTF8" : "BODY_NOT_CSV", {
      field: null,
      zh: `正文不是有效的 ${error.message.toUpperCase()} 文本。`,
      en: `The body is not valid ${error.message.toUpperCase()}.`,
    });
  }
  if (!(error instanceof CsvError)) return null;
  const line = typeof error.lines === "number" ? `line ${error.lines}` : undefined;
  return decodeFault("BODY_NOT_CSV", {
    ...(line === undefined ? {} : { place: line }),
    field: null,
    zh: `正文不是有效的 CSV(${error.message.slice(0, 200)})。`,
    en: `The body is not CSV (${error.message.slice(0, 200)}).`,
  });
}

function charsetFault(reason: "charset_unknown" | "not_text", charset: string | undefined): DecodeFault {
  if (reason === "charset_unknown")
    return decodeFault("BODY_NOT_CSV", {
      field: null,
      zh: `不支持字符集 ${quote(charset ?? "")},可用 utf-8、utf-16 或 gb18030。`,
      en: `The charset ${quote(charset ?? "")} is not known: use utf-8, utf-16 or gb18030.`,
    });
  return decodeFault("BODY_NOT_UTF8", {
    field: null,
    zh: "正文不是有效的 UTF-8 文本;如为其他字符集,请声明(如 charset=gb18030)。",
    en: "The body is not valid UTF-8; where it is in another charset, declare it (charset=gb18030).",
  });
}
