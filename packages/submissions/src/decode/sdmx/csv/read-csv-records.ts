import { CsvError } from "csv-parse";
import { csvRecords } from "../../csv/csv-records.ts";
import { MAX_TOKEN_CHARS } from "../sdmx-limits.ts";
import { type SdmxRefused, unreadable } from "../sdmx-refused.ts";

export interface CsvRecord {
  readonly cells: readonly string[];
  /** As a spreadsheet shows it: empty lines count, line breaks inside a cell do not. */
  readonly row: number;
  readonly delimiter: string;
}

/**
 * The records of a CSV text that are not empty, the heading first. The delimiter is what stands behind the first
 * heading, as SDMX-CSV has it. @throws SdmxRefused where the text is no CSV.
 */
export async function* readCsvRecords(slices: AsyncGenerator<string>): AsyncGenerator<CsvRecord, void> {
  const first = await firstLine(slices);
  const delimiter = delimiterOf(first);
  try {
    const lines = csvRecords(joined(first, slices), { delimiter, maxRecordChars: MAX_TOKEN_CHARS });
    for await (const { number, cells } of lines) yield { cells, row: number, delimiter };
  } catch (error) {
    throw error instanceof CsvError ? notCsv(error) : error;
  }
}

/** Longer than every heading word of SDMX. */
const ENOUGH_CHARS = 256;

async function firstLine(slices: AsyncGenerator<string>): Promise<string> {
  let text = "";
  while (text.length < ENOUGH_CHARS && !text.includes("\n")) {
    const next = await slices.next();
    if (next.done === true) break;
    text += next.value;
  }
  return text;
}

async function* joined(first: string, slices: AsyncGenerator<string>): AsyncGenerator<string> {
  yield first;
  yield* slices;
}

function delimiterOf(text: string): string {
  return /^\s*(?:"[^"\n]*"|[A-Za-z0-9_]+(?:\[[^\]\n]*\])?)([,;\t|])/.exec(text)?.[1] ?? ",";
}

function notCsv(error: CsvError): SdmxRefused {
  const reason = error.message.slice(0, 200);
  return unreadable("BODY_NOT_CSV", { zh: `文件不是有效的 CSV(${reason})。`, en: `The file is not CSV (${reason}).` });
}
