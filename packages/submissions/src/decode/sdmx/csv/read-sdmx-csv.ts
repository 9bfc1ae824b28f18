import { quote } from "../../../finding.ts";
import type { DecodeQuestion } from "../../decode-rows.ts";
import { fault } from "../../item.ts";
import { readTextSlices } from "../read-text-slices.ts";
import { readAction, type SdmxItem } from "../sdmx-fact.ts";
import { unreadable } from "../sdmx-refused.ts";
import { readCsvRecords } from "./read-csv-records.ts";
import { columnLetters, readSdmxCsvHeading, type SdmxColumn, type SdmxCsvHeading } from "./sdmx-csv-heading.ts";

/** The facts of SDMX-CSV 1.0, 2.0 and 2.1, a row each. Without an ACTION a row is information. */
export async function* readSdmxCsv(
  chunks: AsyncIterable<Uint8Array>,
  { charset }: DecodeQuestion,
): AsyncGenerator<SdmxItem> {
  let heading: SdmxCsvHeading | null = null;
  for await (const { cells, row } of readCsvRecords(readTextSlices(chunks, charset))) {
    if (heading === null) {
      heading = readSdmxCsvHeading(cells);
      const columns = new Map(heading.components.map(({ id, index }) => [id, columnLetters(index)]));
      yield { kind: "columns", columns };
    } else yield readRecord(cells, row, heading);
  }
  if (heading === null) throw unreadable("BODY_NOT_CSV", { zh: "文件是空的。", en: "The file is empty." });
}

function readRecord(cells: readonly string[], row: number, heading: SdmxCsvHeading): SdmxItem {
  const { width, structure, action } = heading;
  if (cells.length !== width) return otherWidth(cells.length, row, width);
  const word = action === null ? "" : codeOf(cells[action] ?? "");
  const read = word === "" ? "I" : readAction(word);
  if (read === null) return unknownAction(word, `${columnLetters(action ?? 0)}${row}`);
  const components = new Map<string, string>();
  let labels: Map<string, string> | null = null;
  for (const column of heading.components) {
    const text = cells[column.index] ?? "";
    const label = labelOf(column, text, cells);
    components.set(column.id, column.isBoth ? codeOf(text) : text);
    if (label !== "") labels = (labels ?? new Map<string, string>()).set(column.id, label);
  }
  return {
    kind: "fact",
    structure: codeOf(cells[structure] ?? ""),
    action: read,
    components,
    labelOf: labels === null ? null : labelsOf(labels),
    place: String(row),
  };
}

const labelsOf = (labels: ReadonlyMap<string, string>) => (id: string) => labels.get(id);

/** `A: Annual` is the code A; a name may hold the separator again, a code never does. */
const SEPARATOR = ": ";

function codeOf(text: string): string {
  const at = text.indexOf(SEPARATOR);
  return (at < 0 ? text : text.slice(0, at)).trim();
}

function labelOf({ label, isBoth }: SdmxColumn, text: string, cells: readonly string[]): string {
  if (label !== null) return cells[label] ?? "";
  const at = isBoth ? text.indexOf(SEPARATOR) : -1;
  return at < 0 ? "" : text.slice(at + SEPARATOR.length);
}

function otherWidth(cells: number, row: number, width: number): SdmxItem {
  return fault("BODY_NOT_CSV", {
    path: `A${row}`,
    place: `A${row}`,
    field: null,
    zh: `该行有 ${cells} 列,表头有 ${width} 列。`,
    en: `The row has ${cells} columns, the heading ${width}.`,
  }) as SdmxItem;
}

function unknownAction(word: string, place: string): SdmxItem {
  return fault("ACTION_UNKNOWN", {
    path: place,
    place,
    field: null,
    zh: `SDMX-CSV 没有动作(ACTION)${quote(word)},应为 I、A、R、D 或 M(2.1)。`,
    en: `SDMX-CSV has no action ${quote(word)}: it is I, A, R, D or, from 2.1 on, M.`,
  }) as SdmxItem;
}
