import { pipeline, Readable } from "node:stream";
import { CsvError, type Options, type Parser, parse } from "csv-parse";

export interface CsvLine {
  /** As a spreadsheet counts rows: blank lines count, line breaks within quotes do not. */
  readonly number: number;
  readonly cells: readonly string[];
}

export interface CsvOptions {
  readonly delimiter: string;
  readonly maxRecordChars: number;
}

/** They cost time, and say nothing. */
const MAX_BLANK_LINES = 100_000;

/** The lines of a CSV text that are not blank, of any number of cells. @throws CsvError, and what reading the text throws */
export function csvRecords(
  text: AsyncIterable<string>,
  { delimiter, maxRecordChars }: CsvOptions,
): AsyncIterable<CsvLine> {
  let number = 0;
  let blank = 0;
  const options: Options<CsvLine, string[]> = {
    delimiter,
    relax_column_count: true,
    max_record_size: maxRecordChars,
    // Blank lines are dropped here: behind the stream each would cost twenty times as much.
    on_record: (cells: string[]): CsvLine | null => {
      number += 1;
      expectAnyLength(parser);
      if (cells.length > 1 || cells[0]?.trim() !== "") return { number, cells };
      blank += 1;
      if (blank > MAX_BLANK_LINES)
        throw new CsvError("CSV_MAX_RECORD_SIZE", `more than ${MAX_BLANK_LINES} blank lines`);
      return null;
    },
  };
  // The library's types know records of another kind only where it names the columns.
  const parser: Parser = parse(options as unknown as Options);
  // Errors of the source come out of the parser: it is what is read from.
  pipeline(Readable.from(text), parser, () => {});
  return parser;
}

/**
 * The parser holds each record against the first one, and makes an error with a stack of each that is longer or
 * shorter even where it lets it pass: below a title that is ten times what reading a row costs. The first record is
 * the one of which it has seen none.
 */
function expectAnyLength({ info }: Parser): void {
  (info as { records: number }).records = 0;
}
